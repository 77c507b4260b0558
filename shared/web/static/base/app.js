// Focus follows what changed: to a form's error summary after loading, and into a part that htmx has just exchanged.
"use strict";

function focusIn(root) {
  const target = root.querySelector("[data-focus], [autofocus]");
  if (target) target.focus();
}

document.addEventListener("htmx:after:swap", () => {
  if (document.activeElement === document.body) focusIn(document.getElementById("content"));
});

focusIn(document);
document.documentElement.dataset.ready = "true";
