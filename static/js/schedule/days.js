// The days of the schedule, put together anew for the reader's zone and choice: the sessions' own
// elements move into place, so that links, stars and what is open stay.
import { counted, icon, linkTo, make } from "../dom.js";
import { dayKey, longDay, shortDay } from "../times.js";
import { timeOf } from "../zone.js";
import { bands } from "./bands.js";
import { brickPaths, bricks, svg } from "./bricks.js";

const SIZES = { 1: "tiny", 2: "tight", 3: "snug", 4: "mid", 5: "mid" };
const PLACED = /\b(g[rsc]-\d+|gw|tiny|tight|snug|mid)\b ?/g;

function block({ event, row, rows, column, wide }, grid) {
  const { element } = event;
  const plain = element.className.replace(PLACED, "").trim();
  const place = grid ? ` gr-${row + 2} gs-${rows} gc-${column + 1}${wide ? " gw" : ""}` : "";
  element.className = `${plain}${place} ${SIZES[rows] ?? ""}`.trim();
  return element;
}

function fold([from, to], words) {
  const text = make("span", "", timeOf(from, to, "t"), ` ${words.no_sessions}`);
  return make("p", "fold", icon("cup"), text);
}

function grid(day, zone, by, words) {
  const { heads, bands: found } = bands(day, zone, by);
  return found.flatMap((band, n) => {
    const box = make("div", heads.length ? `grid gk-${heads.length}` : "plain-grid");
    box.dataset.from = band.start;
    box.dataset.until = band.end;
    if (heads.length && !n && heads.some(Boolean)) {
      box.append(make("div", "room gc-1"));
      heads.forEach((head, column) => box.append(make("div", `room gc-${column + 2}`, head)));
    }
    for (const [row, hour] of heads.length ? band.hours : []) {
      box.append(make("div", `hr gr-${row + 2}`, timeOf(hour, null, "t")), make("div", `hl gr-${row + 2}`));
    }
    box.append(...band.blocks.map((one) => block(one, heads.length > 0)));
    return band.gap ? [fold(band.gap, words), box] : [box];
  });
}

export function days(events, zone, by, words) {
  const byDay = new Map();
  for (const event of events) {
    const day = dayKey(zone, event.start);
    if (!byDay.has(day)) byDay.set(day, []);
    byDay.get(day).push(event);
  }
  const keys = [...byDay.keys()].sort();
  const rows = bricks(events, keys, zone);
  return keys.map((key, n) => {
    const id = `day-${key}`;
    const head = make("h2", "day-h", longDay(key));
    head.id = `${id}-h`;
    const section = make("section", "day", head, ...grid(byDay.get(key), zone, by, words));
    section.id = id;
    section.setAttribute("aria-labelledby", head.id);
    return { key, section, tab: tab(id, key, byDay.get(key).length, rows[n], words) };
  });
}

function tab(id, key, count, row, words) {
  const drawn = svg(
    "svg",
    { class: "hours", viewBox: "0 0 48 22", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("g", { transform: "scale(1 20)" }, ...brickPaths(row)),
    svg("path", { class: "bl", d: "M0 21h48", "vector-effect": "non-scaling-stroke" }),
  );
  const link = linkTo(`#${id}`, make("b", "", shortDay(key)), make("span", "", counted(words.sessions, count)));
  link.append(drawn);
  return link;
}
