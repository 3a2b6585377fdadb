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

  new MutationObserver(function (_, observer) {
    if (!drawn()) return;
    observer.disconnect();
    var focused = painted.contains(document.activeElement) && document.activeElement.id;
    painted.remove();
    var twin = focused && document.getElementById(focused);
    if (twin) twin.focus();
  }).observe(live, { childList: true, subtree: true });
})();
