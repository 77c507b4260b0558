// Keeps a page on this device when somebody taps, lists what is kept, and deletes it. Nothing of it leaves the device.
"use strict";

(() => {
  const KEPT = "kept";
  const LIST = "/gemerkt";
  const possible = "serviceWorker" in navigator && "caches" in window;

  const files = () =>
    [...document.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]')].map((each) => each.href || each.src);

  async function fonts() {
    await document.fonts.ready;
    return performance.getEntriesByType("resource").map((each) => each.name).filter((name) => name.includes(".woff2"));
  }

  const isOffer = (address) => new URL(address).pathname.startsWith("/angebot/");

  async function keptPages() {
    if (!(await caches.has(KEPT))) return [];
    const cache = await caches.open(KEPT);
    return (await cache.keys()).map((request) => request.url).filter(isOffer);
  }

  async function keep(address) {
    await navigator.serviceWorker.register("/service-worker.js");
    const cache = await caches.open(KEPT);
    await cache.addAll([...new Set([address, LIST + location.search, ...files(), ...(await fonts())])]);
  }

  async function forget(address) {
    const cache = await caches.open(KEPT);
    await cache.delete(address);
    if ((await keptPages()).length === 0) await forgetEverything();
  }

  async function forgetEverything() {
    await caches.delete(KEPT);
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  }

  function here() {
    return location.origin + location.pathname + location.search;
  }

  async function showButton(button) {
    const isKept = (await keptPages()).includes(here());
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isKept));
    button.querySelector("[data-text]").textContent = isKept ? button.dataset.kept : button.dataset.keep;
  }

  async function press(button) {
    button.disabled = true;
    try {
      if ((await keptPages()).includes(here())) await forget(here());
      else await keep(here());
    } finally {
      button.disabled = false;
    }
    await showButton(button);
  }

  async function titleOf(address) {
    const cache = await caches.open(KEPT);
    const text = await (await cache.match(address)).text();
    return new DOMParser().parseFromString(text, "text/html").querySelector("h1").textContent.trim();
  }

  async function showList(place) {
    const template = place.querySelector("template");
    const list = place.querySelector("ul");
    const pages = await keptPages();
    list.replaceChildren();
    for (const address of pages) {
      const row = template.content.cloneNode(true);
      const title = await titleOf(address);
      row.querySelector("a").href = address;
      row.querySelector("a").textContent = title;
      row.querySelector("[data-title]").textContent = title;
      row.querySelector("button").addEventListener("click", async () => {
        await forget(address);
        await showList(place);
      });
      list.append(row);
    }
    place.querySelector("[data-nothing]").hidden = pages.length > 0;
    place.querySelector("[data-everything]").hidden = pages.length === 0;
  }

  if (!possible) return;
  for (const button of document.querySelectorAll("button[data-keep]")) {
    showButton(button);
    button.addEventListener("click", () => press(button));
  }
  for (const place of document.querySelectorAll("[data-kept-list]")) {
    place.hidden = false;
    showList(place);
    place.querySelector("[data-everything]").addEventListener("click", async () => {
      await forgetEverything();
      await showList(place);
    });
  }
})();
