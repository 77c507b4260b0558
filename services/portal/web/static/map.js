// Draws the list beside it as a map. Without tiles of the operator's own the places stand on a plain ground.
"use strict";

(() => {
  const box = document.getElementById("map");
  if (!box || !window.L) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  box.hidden = false;
  const map = L.map(box, { zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, attributionControl: false, zoomControl: false, minZoom: 11, maxZoom: 18 });
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  if (box.dataset.tiles) {
    L.tileLayer(box.dataset.tiles).addTo(map);
    L.control.attribution({ prefix: false }).addAttribution(new Option(box.dataset.attribution).innerHTML).addTo(map);
  }

  const point = (element) => [Number(element.dataset.latitude), Number(element.dataset.longitude)];
  const points = [];

  const spots = [...document.querySelectorAll("[data-spot]")];
  const taken = new Set(spots.map((spot) => String(point(spot))));

  for (const known of document.querySelectorAll("[data-known-place]")) {
    if (taken.has(String(point(known)))) continue;
    L.marker(point(known), {
      icon: L.divIcon({ className: "map-known", iconSize: [12, 12] }),
      interactive: false,
      keyboard: false,
    })
      .bindTooltip(new Option(known.textContent).innerHTML, { permanent: !box.dataset.tiles, direction: "right", className: "map-label", offset: [6, 0] })
      .addTo(map);
  }

  for (const spot of spots) {
    const name = spot.querySelector("[data-name]").textContent;
    const marker = L.marker(point(spot), {
      icon: L.divIcon({ className: "map-spot", html: String(spot.dataset.spot), iconSize: [36, 36] }),
      title: name,
      alt: name,
      riseOnHover: true,
      keyboard: false, // The list beside it says the same and is reached by keyboard.
    }).addTo(map);
    points.push(point(spot));
    marker.on("click", () => {
      spot.querySelector("a").focus();
      spot.scrollIntoView({ block: "nearest" });
    });
    const light = (on) => () => marker.getElement() && marker.getElement().classList.toggle("map-spot--on", on);
    spot.addEventListener("mouseenter", light(true));
    spot.addEventListener("mouseleave", light(false));
    spot.addEventListener("focusin", light(true));
    spot.addEventListener("focusout", light(false));
  }

  if (points.length) map.fitBounds(points, { padding: [48, 48], maxZoom: 16 });
  else map.setView(point(box), 14);
  box.dataset.drawn = "true";
})();
