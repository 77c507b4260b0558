// Answers kept pages when there is no network. It keeps nothing by itself: kept.js puts in only what somebody tapped.
"use strict";

const KEPT = "kept";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function fromNetworkOrKept(request) {
  try {
    return await fetch(request);
  } catch (away) {
    const cache = await caches.open(KEPT);
    const kept = (await cache.match(request)) || (await cache.match(request, { ignoreSearch: true }));
    if (kept) return kept;
    const list = request.mode === "navigate" ? await cache.match("/gemerkt", { ignoreSearch: true }) : undefined;
    if (list) return list;
    throw away;
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" || address.pathname.startsWith("/static/")) {
    event.respondWith(fromNetworkOrKept(event.request));
  }
});
