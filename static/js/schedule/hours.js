// The hours of the days, drawn anew on the reader's clock: bricks move, night is the reader's.
import { isWrong } from "../clock.js";
import { sessions } from "../mine/sessions.js";
import { clock, dayKey, shortDay, weekday } from "../times.js";
import { current } from "../zone.js";
import { brickPaths, bricks, svg } from "./bricks.js";

const home = document.documentElement.dataset.zone;
const place = document.querySelector("[data-hours]");
const server = place && [...place.querySelectorAll("defs g, svg.hours .d")].map((one) => [one, [...one.childNodes]]);

// The days in the reader's zone: as many as there is room for, from the first session on.
async function redraw(zone) {
  for (const [element, children] of server) element.replaceChildren(...children);
  const rows = place.querySelectorAll("defs g");
  if (zone === home) {
    await flag(zone, dayLabels());
    return;
  }
  const events = await sessions();
  const days = [...new Set(events.map((event) => dayKey(zone, event.start)))].sort().slice(0, rows.length);
  bricks(events, days, zone).forEach((row, n) => rows[n].replaceChildren(...brickPaths(row)));
  for (let n = days.length; n < rows.length; n++) rows[n].replaceChildren();
  for (const drawing of place.querySelectorAll("svg.hours[role]")) {
    const named = drawing.classList.contains("hours-w") ? shortDay : weekday;
    drawing.querySelectorAll(".d").forEach((text, n) => {
      text.textContent = days[n] ? named(days[n]) : "";
    });
  }
  await flag(zone, days);
}

// In the conference's zone the page itself says which day a row is.
function dayLabels() {
  return place.dataset.days.split(" ");
}

// The vermilion flag at now, where the device knows when that is.
async function flag(zone, days) {
  const at = days.indexOf(dayKey(zone, Date.now()));
  const unknown = at < 0 || (await isWrong());
  for (const old of place.querySelectorAll(".now")) old.remove();
  if (unknown) return;
  const [hour, minute] = clock(zone, Date.now());
  for (const drawing of place.querySelectorAll("svg.hours[role]")) {
    const lines = [...drawing.querySelectorAll(".bl")];
    const [, left, y] = lines[at].getAttribute("d").match(/M([\d.]+) ([\d.]+)/).map(Number);
    const x = left + ((drawing.viewBox.baseVal.width - left) * (hour + minute / 60)) / 24;
    const high = at ? y - Number(lines[at - 1].getAttribute("d").match(/ ([\d.]+)/)[1]) : 26;
    drawing.append(svg("path", { class: "now", d: `M${x.toFixed(1)} ${y}v-${high - 4}` }));
  }
}

if (place) {
  const run = (zone) => redraw(zone).catch(() => {});
  document.documentElement.addEventListener("zone", ({ detail }) => run(detail.zone));
  run(current());
  setInterval(() => run(current()), 300_000);
}
