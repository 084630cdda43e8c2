// The days of the schedule, put together anew for the reader's zone and choice: the sessions' own
// elements move into place, so that links, stars and what is open stay.
import { counted, icon, linkTo, make } from "../dom.js";
import { clock, dayKey, longDay, shortDay } from "../times.js";
import { timeOf } from "../zone.js";
import { bands } from "./bands.js";
import { brickPaths, bricks, svg } from "./bricks.js";

const home = document.documentElement.dataset.zone;
const SIZES = { 1: "tiny", 2: "tight", 3: "snug", 4: "mid", 5: "mid" };
const PLACED = /\b(g[rsc]-\d+|gw|tiny|tight|snug|mid)\b ?/g;

function block({ event, row, rows, column, wide }, grid) {
  const { element } = event;
  const plain = element.className.replace(PLACED, "").trim();
  const place = grid ? ` gr-${row + 2} gs-${rows} gc-${column + 1}${wide ? " gw" : ""}` : "";
  element.className = `${plain}${place} ${SIZES[rows] ?? ""}`.trim();
  return element;
}

// A pause; `all`: every session of the programme, since there may be some that were not asked for.
function fold([from, to], all, words) {
  const empty = !all.some(({ start, end }) => start < to && from < end);
  const text = make("span", "", timeOf(from, to, "t"), ` ${empty ? words.no_sessions : words.none_fit}`);
  return make("p", "fold", icon("cup"), text);
}

// What lies in the reader's night is folded, unless it is on now or starred; opened, it stays open.
const unfolded = new Set();

function inNight(key, blocks, grid, words) {
  const events = blocks.map(({ event }) => event);
  const text = make("span", "", timeOf(events[0].start, Math.max(...events.map(({ end }) => end)), "t"));
  text.append(` ${counted(words.in_night, events.length)}`, events.every(({ recorded }) => recorded) ? words.recorded : "", " ");
  text.append(make("u", "", counted(words.show, events.length)));
  const name = `${key} ${events[0].start}`;
  const box = make("details", "night", make("summary", "fold", icon("moon"), text), grid);
  const now = Date.now();
  box.open = unfolded.has(name) || events.some(({ start, end, starred }) => starred || (start <= now && now < end));
  box.addEventListener("toggle", () => unfolded[box.open ? "add" : "delete"](name));
  return box;
}

// The columns' heads; those without a name are the last, and share one.
function headRow(heads, words) {
  const named = heads.filter(Boolean);
  const row = [make("div", "room gc-1"), ...named.map((head, n) => make("div", `room gc-${n + 2}`, head))];
  if (named.length < heads.length) row.push(make("div", `room gc-${named.length + 2} ge`, words.other));
  return row;
}

function grid(key, { heads, bands: found }, all, words) {
  const first = found.find((band) => !band.folded);
  return found.flatMap((band) => {
    const box = make("div", `${heads.length ? `grid gk-${heads.length}` : "plain-grid"} ${size(band)}`);
    box.dataset.from = band.start;
    box.dataset.until = band.end;
    if (heads.some(Boolean) && (band.folded || band === first)) {
      box.append(...headRow(heads, words));
    }
    for (const [row, hour] of heads.length ? band.hours : []) {
      box.append(make("div", `hr gr-${row + 2}`, timeOf(hour, null, "t")), make("div", `hl gr-${row + 2}`));
    }
    box.append(...band.blocks.map((one) => block(one, heads.length > 0)));
    const shown = band.folded ? inNight(key, band.blocks, box, words) : box;
    return band.gap ? [fold(band.gap, all, words), shown] : [shown];
  });
}

function parted(events, zone) {
  const byDay = new Map();
  for (const event of events) {
    const day = dayKey(zone, event.start);
    if (!byDay.has(day)) byDay.set(day, []);
    byDay.get(day).push(event);
  }
  return byDay;
}

// The days in their order: each with its section, its tab, and what puts its sessions into the section.
// `events`: those that are wanted of `all`.
export function days(events, all, zone, by, words) {
  const byDay = parted(events, zone);
  const whole = parted(all, zone);
  const keys = [...byDay.keys()].sort();
  const rows = bricks(events, keys, zone);
  // where the clock shows what the conference's shows, the days are the server's
  const away = events.length > 0 && String(clock(zone, events[0].start)) !== String(clock(home, events[0].start));
  return keys.map((key, n) => {
    const id = `day-${key}`;
    const head = make("h2", "day-h", longDay(key));
    head.id = `${id}-h`;
    // a day that stands already stays where it is
    const section = document.getElementById(id) ?? make("section");
    section.className = "day";
    section.id = id;
    section.setAttribute("aria-labelledby", head.id);
    const fill = () => {
      const found = bands(byDay.get(key), zone, by, (event) => away && isNight(zone, event), whole.get(key));
      section.replaceChildren(head, ...grid(key, found, all, words));
    };
    return { section, fill, tab: tab(id, key, byDay.get(key).length, rows[n], words) };
  });
}

// The reader's night is 22:00 to 06:30.
function isNight(zone, { start, end }) {
  const [hour, minute] = clock(zone, start);
  const from = hour * 60 + minute;
  const morning = from >= 22 * 60 ? 30.5 * 60 : from < 6.5 * 60 ? 6.5 * 60 : 0;
  return from + (end - start) / 60_000 <= morning;
}

// Classes that say how high a band is before it is drawn; the same rule as miniconf/site/grid.py.
function size({ blocks, rows }) {
  const fours = Math.ceil(blocks.length / 4);
  const eights = Math.ceil(rows / 8);
  return `bn-${Math.min(fours, 60)} bq-${Math.min(eights, 16)}`;
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
