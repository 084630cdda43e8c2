// The hours of days as bricks, one for each session in each half hour: the same rules as
// miniconf/site/hours.py, on the reader's clock.
import { clock, dayKey } from "../times.js";

const HALF = 1_800_000;
const LEAST_LAYERS = 9;
const STACK = ["plenary", "talk", "poster", "mentorship", "social", "other"];

function halfOf(zone, instant) {
  const [hour, minute] = clock(zone, instant);
  return hour * 2 + Math.floor(minute / 30);
}

// Day -> group -> path; a unit across is half an hour, the row is 1 high.
export function bricks(events, days, zone) {
  const piles = new Map();
  const places = new Map();
  const place = (moment) => {
    if (!places.has(moment)) places.set(moment, `${dayKey(zone, moment)} ${halfOf(zone, moment)}`);
    return places.get(moment);
  };
  for (const event of events) {
    // half hours of the zone, which may lie a quarter off those of UTC
    const shift = clock(zone, event.start)[1] % 30;
    let moment = event.start - shift * 60_000;
    for (let n = 0; moment < event.end && n < 96; n++, moment += HALF) {
      const pile = piles.get(place(moment)) ?? {};
      pile[event.group] = (pile[event.group] ?? 0) + 1;
      piles.set(place(moment), pile);
    }
  }
  const heights = [...piles.values()].map((pile) => Object.values(pile).reduce((a, b) => a + b));
  const layer = 1 / Math.max(LEAST_LAYERS, ...heights);
  return days.map((day) => row(day, piles, layer));
}

function row(day, piles, layer) {
  const paths = {};
  for (let half = 0; half < 48; half++) {
    const pile = piles.get(`${day} ${half}`);
    if (!pile) continue;
    let level = 0;
    for (const group of STACK) {
      for (let n = 0; n < (pile[group] ?? 0); n++, level++) {
        const top = (1 - (level + 1) * layer).toFixed(3);
        paths[group] = `${paths[group] ?? ""}M${half}.04 ${top}h.92v${(layer * 0.8).toFixed(3)}h-.92z`;
      }
    }
  }
  return paths;
}

export function brickPaths(row) {
  return Object.entries(row).map(([group, d]) => svg("path", { class: `k-${group}`, d, "vector-effect": "non-scaling-stroke" }));
}

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
