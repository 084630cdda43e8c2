// Which papers a choice of facets leaves, how many each further choice would leave, and their order.

const DAY = 864e5;
const MOST = 1000;
const HIGHEST = 2 ** 31;
const LIMIT = 2 ** 20; // papers

// Facet -> function that gives a paper's values for it.
export const FACETS = {
  track: (papers, n) => [papers.track[n]],
  program: (papers, n) => [papers.program[n]],
  type: (papers, n) => [papers.type[n]],
  keyword: (papers, n) => papers.keywords[n],
  session: (papers, n) => papers.sessions[n],
  has: (papers, n) => bits(papers.has[n]),
  day: (papers, n, wish) => daysOf(papers, wish.zone)[n],
  mine: (papers, n, wish) => mineOf(papers.key[n], wish),
};

const known = new Map();

function bits(number) {
  if (!known.has(number)) known.set(number, [...Array(31).keys()].filter((bit) => number & (1 << bit)));
  return known.get(number);
}

const days = new Map();

// For each paper the days of its sessions in `zone`.
function daysOf(papers, zone) {
  if (!days.has(zone)) {
    days.set(zone, papers.sessions.map((all) => [...new Set(all.map((s) => dayOf(papers, s, zone)))]));
  }
  return days.get(zone);
}

const formats = new Map();

// The day on which a session begins in `zone`, as milliseconds at that day's midnight in UTC.
function dayOf(papers, session, zone) {
  if (!formats.has(zone)) {
    const options = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" };
    formats.set(zone, [new Intl.DateTimeFormat("en-CA", options), new Map()]);
  }
  const [format, known] = formats.get(zone);
  const start = papers.lists.session[session][2] * 1000;
  if (!known.has(start)) {
    known.set(start, Math.floor(Date.parse(`${format.format(start)}T00:00Z`) / DAY) * DAY);
  }
  return known.get(start);
}

function mineOf(key, wish) {
  const found = [];
  if (wish.starred?.has(key)) found.push("starred");
  if (!wish.visited?.has(key)) found.push("unvisited");
  return found;
}

function fits(papers, n, wish, facet) {
  const chosen = wish[facet];
  if (!chosen?.length) return true;
  const values = FACETS[facet](papers, n, wish);
  // what a paper comes with, and what is mine, must all be there; of other facets one is enough
  const test = (value) => values.includes(value);
  return facet === "has" || facet === "mine" ? chosen.every(test) : chosen.some(test);
}

export function keep(papers, wish, scores) {
  const all = scores ? [...scores.keys()] : papers.title.map((_, n) => n);
  const used = Object.keys(FACETS).filter((facet) => wish[facet]?.length);
  return all.filter((n) => used.every((facet) => fits(papers, n, wish, facet)));
}

// Facet -> value -> how many papers would be left with it chosen besides what is chosen elsewhere.
export function counts(papers, wish, scores) {
  const found = {};
  const all = keep(papers, wish, scores);
  for (const facet in FACETS) {
    const free = wish[facet]?.length && facet !== "has" && facet !== "mine";
    const tally = new Map();
    for (const n of free ? keep(papers, { ...wish, [facet]: [] }, scores) : all) {
      for (const value of FACETS[facet](papers, n, wish)) tally.set(value, (tally.get(value) ?? 0) + 1);
    }
    found[facet] = Object.fromEntries(tally.size > MOST ? most(tally, wish[facet]) : tally);
  }
  return found;
}

// Of a long list, such as keywords, those that the most papers have and those that are chosen.
function most(tally, chosen = []) {
  const ranked = [...tally].sort((a, b) => b[1] - a[1]);
  const kept = ranked.splice(0, MOST);
  return [...kept, ...ranked.filter(([value]) => chosen.includes(value))];
}

// Papers are numbered by title, so that numbers are the order by title.
export function order(papers, numbers, wish, scores) {
  const by = {
    title: (n) => n,
    track: (n) => papers.track[n] * 1e6 + n,
    session: (n) => papers.lists.session[papers.sessions[n][0]]?.[2] ?? Infinity,
    shuffle: (n) => mixed(n, wish.seed ?? 1),
  };
  if (scores && !by[wish.sort]) return ranked(numbers, scores);
  const key = by[wish.sort] ?? by.title;
  return numbers.sort((a, b) => key(a) - key(b) || a - b);
}

// The best first, equals by number. Scores and numbers are put together into one number each, which
// is sorted several times quicker than by asking of pairs: the bits of a score that is not below 0,
// read as a whole number, are in its order.
function ranked(numbers, scores) {
  const score = new Float32Array(1);
  const bits = new Uint32Array(score.buffer);
  const keys = Float64Array.from(numbers, (n) => {
    score[0] = scores.get(n);
    return (HIGHEST - bits[0]) * LIMIT + n;
  });
  return Array.from(keys.sort(), (key) => key % LIMIT);
}

// A number that looks random but is the same for the same seed (Mulberry32).
function mixed(n, seed) {
  let a = (n * 0x9e3779b1 + seed) | 0;
  a = Math.imul(a ^ (a >>> 15), a | 1);
  a ^= a + Math.imul(a ^ (a >>> 7), a | 61);
  return (a ^ (a >>> 14)) >>> 0;
}
