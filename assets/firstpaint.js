// Takes the server's first paint away once the live page has drawn the same: its first chart where it has one.
(function () {
  var painted = document.getElementById("ssr");
  var live = document.getElementById("react-entry-point");
  var address = location.href.split("#")[0];

  function drawn() {
    var page = live.querySelector("#page");
    if (!page) return false;
    var at = page.getAttribute("data-at");
    if (at && at !== address) { // a browser that shortens the Referer got another page: the first paint stays
      if (location.href.split("#")[0] !== address) history.replaceState(null, "", address);
      return false;
    }
    return !page.querySelector(".dash-graph") || page.querySelector(".dash-graph .main-svg");
  }

  // What both draw, in the same order; plotly adds controls of its own.
  function all(root, kinds) {
    return Array.from(root.querySelectorAll(kinds)).filter(function (each) { return !each.closest(".graph"); });
  }

  new MutationObserver(function (_, observer) {
    if (!drawn()) return;
    observer.disconnect();
    var place = all(painted, "a[href], summary, [tabindex]").indexOf(document.activeElement);
    var twins = all(live, "details");
    all(painted, "details").forEach(function (each, number) { if (twins[number]) twins[number].open = each.open; });
    painted.remove();
    var twin = place < 0 ? null : all(live, "a[href], summary, [tabindex]")[place];
    if (twin) twin.focus();
  }).observe(live, { childList: true, subtree: true });
})();
