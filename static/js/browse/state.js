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
    const values = known ? asked.getAll(facet).map((name) => valueNamed(facet, name, known)) : [];
    wish[facet] = values.filter((value) => typeof value === "string" || value >= 0);
  }
  return wish;
}

// What a value is called by once the lists are known, out of the name that stands in the address.
export function valueNamed(facet, name, known) {
  if (facet === "day") return Date.parse(`${name}T00:00Z`);
  if (facet === "has") return known.has.indexOf(name);
  return NAMED[facet] ? known.lists[NAMED[facet]].findIndex((one) => nameOf(one) === name) : name;
}

export const isChosen = (facet, name) => new URLSearchParams(location.search).getAll(facet).includes(name);

// Until the lists are known, the address alone keeps what is chosen.
export function put(facet, name, on) {
  const said = new URLSearchParams(location.search);
  const others = said.getAll(facet).filter((one) => one !== name);
  said.delete(facet);
  for (const one of on ? [...others, name] : others) said.append(facet, one);
  history.replaceState(history.state, "", `?${said}`);
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

export function spelt(facet, value, known) {
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
