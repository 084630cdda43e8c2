// Which papers a choice of facets leaves, how many each further choice would leave, and their order.

const DAY = 864e5;

// Facet -> function that gives a paper's values for it.
export const FACETS = {
  track: (papers, n) => [papers.track[n]],
  program: (papers, n) => [papers.program[n]],
  type: (papers, n) => [papers.type[n]],
  keyword: (papers, n) => papers.keywords[n],
  session: (papers, n) => papers.sessions[n],
  has: (papers, n) => papers.has_names.flatMap((_, bit) => (papers.has[n] & (1 << bit) ? [bit] : [])),
  day: (papers, n, wish) => [...new Set(papers.sessions[n].map((s) => dayOf(papers, s, wish.zone)))],
  mine: (papers, n, wish) => mineOf(papers.key[n], wish),
};

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
  if (wish.starred?.includes(key)) found.push("starred");
  if (!wish.visited?.includes(key)) found.push("unvisited");
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
  for (const facet in FACETS) {
    const rest = { ...wish, [facet]: facet === "has" || facet === "mine" ? wish[facet] : [] };
    const tally = {};
    for (const n of keep(papers, rest, scores)) {
      for (const value of FACETS[facet](papers, n, wish)) tally[value] = (tally[value] ?? 0) + 1;
    }
    found[facet] = tally;
  }
  return found;
}

// Papers are numbered by title, so that numbers are the order by title.
export function order(papers, numbers, wish, scores) {
  const by = {
    title: (n) => n,
    track: (n) => papers.track[n] * 1e6 + n,
    session: (n) => papers.lists.session[papers.sessions[n][0]]?.[2] ?? Infinity,
    shuffle: (n) => mixed(n, wish.seed ?? 1),
  };
  if (scores && !by[wish.sort]) return numbers.sort((a, b) => scores.get(b) - scores.get(a) || a - b);
  const key = by[wish.sort] ?? by.title;
  return numbers.sort((a, b) => key(a) - key(b) || a - b);
}

// A number that looks random but is the same for the same seed (Mulberry32).
function mixed(n, seed) {
  let a = (n * 0x9e3779b1 + seed) | 0;
  a = Math.imul(a ^ (a >>> 15), a | 1);
  a ^= a + Math.imul(a ^ (a >>> 7), a | 61);
  return (a ^ (a >>> 14)) >>> 0;
}
