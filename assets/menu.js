// Closes an open menu on Escape and on a click elsewhere.
(function () {
  function close(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(except)) menu.open = false;
    });
  }
  document.addEventListener("click", function (event) { close(event.target); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var menu = document.activeElement && document.activeElement.closest("details.menu[open]");
    close(null);
    if (menu) menu.querySelector("summary").focus();
  });
})();

// Lets the switch of languages lead to the view that the filters have made since the page came.
(function () {
  function point(event) {
    var link = event.target.closest && event.target.closest("a.switch");
    if (!link) return;
    var said = location.search.slice(1).split("&").filter(function (each) { return each && each.split("=")[0] !== "lang"; });
    if (link.hreflang !== "id") said.push("lang=" + link.hreflang);
    link.href = location.origin + location.pathname + (said.length ? "?" + said.join("&") : "");
  }
  document.addEventListener("pointerdown", point);
  document.addEventListener("focusin", point);
})();
