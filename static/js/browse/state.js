// What the reader chose to see, as it stands in the address, so that it can be shared and found
// again by going back.
import { FACETS } from "../search/facets.js";

const LISTS = Object.keys(FACETS);
const SORTS = ["title", "session", "track", "shuffle"];
const VIEWS = ["list", "compact", "detail"];

// Facets whose values are numbers of a list stand in the address by name, which outlives an edition.
const NAMED = { track: "track", program: "program", type: "type", keyword: "keyword", session: "session" };
const nameOf = (value) => (Array.isArray(value) ? value[0] : value);

export function read(known, kept) {
  const asked = new URLSearchParams(location.search);
  const wish = { q: asked.get("q") ?? "" };
  wish.sort = SORTS.includes(asked.get("sort")) ? asked.get("sort") : "";
  wish.view = VIEWS.includes(asked.get("view")) ? asked.get("view") : VIEWS.includes(kept) ? kept : "list";
  for (const facet of LISTS) {
    const values = asked.getAll(facet);
    const list = NAMED[facet] && known?.lists[NAMED[facet]].map(nameOf);
    if (list) wish[facet] = values.map((name) => list.indexOf(name)).filter((n) => n >= 0);
    else if (facet === "has") wish.has = values.map((v) => known?.has.indexOf(v) ?? -1).filter((n) => n >= 0);
    else if (facet === "day") wish.day = values.map((v) => Date.parse(`${v}T00:00Z`)).filter(Boolean);
    else wish[facet] = values;
  }
  return wish;
}

export function isAsked() {
  const asked = new URLSearchParams(location.search);
  return ["q", "sort", ...LISTS].some((name) => asked.get(name));
}

export function write(wish, known) {
  const said = new URLSearchParams();
  if (wish.q) said.set("q", wish.q);
  for (const facet of LISTS) {
    for (const value of wish[facet] ?? []) said.append(facet, spelt(facet, value, known));
  }
  if (wish.sort) said.set("sort", wish.sort);
  if (wish.view !== "list") said.set("view", wish.view);
  const query = said.toString();
  history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
}

function spelt(facet, value, known) {
  if (facet === "day") return new Date(value).toISOString().slice(0, 10);
  if (facet === "has") return known.has[value];
  return NAMED[facet] ? nameOf(known.lists[NAMED[facet]][value]) : value;
}

// The seed of a shuffled list stays for the visit.
let sown = 0;
export function seed() {
  if (sown) return sown;
  try {
    sown = Number(sessionStorage.getItem("miniconf-seed")) || Math.ceil(Math.random() * 1e9);
    sessionStorage.setItem("miniconf-seed", String(sown));
  } catch {
    sown = 1;
  }
  return sown;
}
