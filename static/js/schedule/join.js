// A meeting's link wakes up ten minutes before it begins and sleeps when it is over. It never stops
// being a link: the reader's clock may be wrong.
import { isWrong, warning } from "../clock.js";

const links = [...document.querySelectorAll("[data-join]")];
const EARLY = 600_000;

function show(times) {
  const now = Date.now();
  const awake = times.some(([start, end]) => start - EARLY <= now && now < end);
  for (const link of links) {
    link.classList.toggle("live", awake);
    link.classList.toggle("p", false);
  }
}

function begin() {
  const times = [...document.querySelectorAll(".pmargin .fact time[data-end]")].map((time) => [
    Date.parse(time.dateTime),
    Date.parse(time.dataset.end),
  ]);
  show(times);
  setInterval(() => show(times), 15_000);
}

if (links.length) isWrong().then((wrong) => (wrong ? links.at(-1).after(warning()) : begin()));
