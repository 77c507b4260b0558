// Hands an offer on by what the device has for it, or copies its address; prints. Without JavaScript these buttons are not there.
"use strict";

(() => {
  async function share(button) {
    const address = button.dataset.share;
    const title = document.querySelector("h1").textContent.trim();
    if (navigator.share) {
      await navigator.share({ title, url: address }).catch(() => {});
      return;
    }
    await navigator.clipboard.writeText(address);
    document.getElementById("shared").textContent = button.dataset.copied;
  }

  for (const button of document.querySelectorAll("button[data-share]")) {
    button.hidden = !(navigator.share || navigator.clipboard);
    button.addEventListener("click", () => share(button));
  }
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
