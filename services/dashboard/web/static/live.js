// Shows what happens while the page is open: new lines on top, at most as many as the server draws, and fresh figures.
// Without this script the page is complete; a reload brings the same lines.
"use strict";

const section = document.querySelector("[data-live]");
const list = section.querySelector(".activities");
const controls = section.querySelector(".live__controls");
const toggle = section.querySelector(".live__toggle");
const most = Number(section.dataset.shown);
const AGAIN_MS = 30000;
const FIGURES_MS = 1500;
const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" });

let after = Number(section.dataset.after);
let source = null;
let figuresTimer = 0;

function show(state) {
  for (const word of section.querySelectorAll("[data-state]")) word.hidden = word.dataset.state !== state;
  section.classList.toggle("live--on", state === "live");
}

function open() {
  source = new EventSource(`${section.dataset.live}?after=${after}`);
  source.addEventListener("open", () => show("live"));
  source.addEventListener("activity", (event) => take(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    show("away");
    // The browser tries again by itself unless the server refused.
    if (source.readyState === EventSource.CLOSED) source.again = setTimeout(open, AGAIN_MS);
  });
}

function close() {
  clearTimeout(source.again);
  source.close();
  show("paused");
}

function take(activity) {
  after = activity.position;
  const mould = section.querySelector(`template[data-kind="${CSS.escape(activity.kind)}"]`);
  if (!mould) return;
  const line = mould.content.firstElementChild.cloneNode(true);
  const field = (name) => line.querySelector(`[data-field="${name}"]`);
  field("at").textContent = time.format(new Date(activity.at));
  field("at").dateTime = activity.at;
  field("title").textContent = activity.title ?? "";
  field("partner").textContent = activity.partner ?? "";
  field("network").textContent = activity.network_label ?? activity.network ?? "";
  field("network").href = section.dataset.quarter.replace("/-", `/${encodeURIComponent(activity.network ?? "")}`);
  field("network").hidden = !activity.network_label;
  line.classList.add("activity--new");
  list.prepend(line);
  while (list.children.length > most) list.lastElementChild.remove();
  section.querySelector(".live__nothing")?.remove();
  freshenFigures();
}

function freshenFigures() {
  if (figuresTimer) return;
  figuresTimer = setTimeout(() => {
    figuresTimer = 0;
    document.body.dispatchEvent(new Event("figures-changed"));
  }, FIGURES_MS);
}

toggle.addEventListener("click", () => {
  const isPaused = toggle.getAttribute("aria-pressed") !== "true";
  toggle.setAttribute("aria-pressed", String(isPaused));
  if (isPaused) close();
  else open();
});

controls.hidden = false;
open();
