// Where sessions stand in the grid of a day, columns across and quarter hours down: the same rules
// as miniconf/site/grid.py, for the reader's own days, rooms or tracks.
import { clock } from "../times.js";

const QUARTER = 900_000;
const GAP = 2 * 3_600_000;
const MOST_COLUMNS = 8;
const MOST_ROWS = 80;
const MOST_SPAN = 48;

const endOf = (group) => Math.max(...group.map(({ end }) => end));

// Events in order of start, parted by pauses. What is folded and what is not never share a group; what
// is folded and begins while all that is shown still runs goes before that, not after it.
function parted(events, fold) {
  const groups = [];
  let until = -Infinity;
  for (const event of events) {
    const folded = fold(event);
    const here = event.start - until < GAP ? groups.at(-1) : null;
    const before = groups.at(-2);
    if (here?.folded === folded) here.push(event);
    else if (here && folded && here.every(({ end }) => end > event.start)) {
      if (before?.folded && event.start - endOf(before) < GAP) before.push(event);
      else groups.splice(-1, 0, Object.assign([event], { folded }));
    } else groups.push(Object.assign([event], { folded }));
    until = Math.max(until, event.end);
  }
  return groups;
}

// `by`: "room" or "track", what a column is; "" for a list. `fold(event)`: whether it is folded. `all`: the
// day's events, those that were not asked for as well, so that a choice of some keeps their columns.
export function bands(events, zone, by, fold, all) {
  const groups = parted(events, fold);
  const { places, heads } = columns(events, by, all);
  const grid = by && heads.length && heads.length <= MOST_COLUMNS;
  let last = null;
  const found = groups.map((group, n) => {
    const next = Math.min(group[0].start, groups[n + 1]?.[0].start ?? Infinity);
    const gap = last === null || next - last < GAP ? null : [last, next];
    last = Math.max(last ?? 0, endOf(group));
    return band(group, places, Math.max(1, heads.length), zone, gap);
  });
  return { heads: grid ? heads : [], bands: found };
}

const meet = (one, other) => one !== other && other.start < one.end && one.start < other.end;

function columns(events, by, all) {
  const alone = new Set(events.filter((event) => !all.some((other) => meet(event, other))));
  const rest = events.filter((event) => !alone.has(event));
  const names = [...new Set(rest.map((event) => event[by]).filter(Boolean))];
  const free = names.map((name) => ({ name, until: -Infinity }));
  const taken = new Map();
  for (const event of rest) {
    const name = event[by] ?? "";
    let column = free.find((one) => one.name === name && one.until <= event.start);
    if (!column) free.push((column = { name }));
    column.until = event.end;
    taken.set(event, column);
  }
  const rank = (name) => (names.includes(name) ? names.indexOf(name) : names.length);
  const order = free.map((column, n) => [column, n]).sort(([a, n], [b, m]) => rank(a.name) - rank(b.name) || n - m);
  const place = new Map(order.map(([column], n) => [column, n]));
  const places = new Map([...taken].map(([event, column]) => [event, place.get(column)]));
  return { places, heads: order.map(([column]) => column.name) };
}

function band(group, places, width, zone, gap) {
  const start = group[0].start - clock(zone, group[0].start)[1] * 60_000;
  const blocks = group.map((event) => {
    const row = Math.min(Math.floor((event.start - start) / QUARTER), MOST_ROWS - 2);
    const rows = Math.max(1, Math.ceil((event.end - event.start) / QUARTER));
    const across = !places.has(event);
    const column = across ? 1 : places.get(event) + 1;
    return { event, row, rows: Math.min(rows, MOST_SPAN, MOST_ROWS - row), column, wide: across && width > 1 };
  });
  const height = Math.max(...blocks.map((block) => block.row + block.rows));
  const hours = [];
  for (let row = 0; row <= height; row += 4) hours.push([row, start + row * QUARTER]);
  return { start, end: start + height * QUARTER, rows: height, hours, blocks, gap, folded: group.folded };
}
