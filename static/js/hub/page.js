// The table of repositories: by kind, whose they are, task, library, licence, size and track. The
// server's rows stay until the reader asks for something; all that is asked stands in the address.
import { filled, grouped, make } from "../dom.js";
import { repositories } from "./data.js";
import { isOwn, tableRow } from "./row.js";

const page = document.querySelector("[data-hub]");
const words = JSON.parse(page.dataset.words);
const { root } = document.documentElement.dataset;
const body = page.querySelector(".tab tbody");
const bar = page.querySelector("[data-bar]");
const STEP = 50;
const KINDS = ["model", "dataset", "space"];
const FACETS = ["task", "library", "license", "size", "track"];

let rows = null;
let drawn = 0;
let wish = read();

function read() {
  const asked = new URLSearchParams(location.search);
  const found = { kind: KINDS.includes(asked.get("kind")) ? asked.get("kind") : "", own: asked.has("own") };
  for (const facet of FACETS) found[facet] = asked.get(facet) ?? "";
  return found;
}

function write() {
  const said = new URLSearchParams();
  for (const name of ["kind", ...FACETS]) if (wish[name]) said.set(name, wish[name]);
  if (wish.own) said.set("own", "1");
  const query = said.toString();
  history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
}

async function load() {
  const response = await fetch(new URL(`${root}search/hub.json`, location.href), { cache: "no-cache" });
  if (!response.ok) throw new Error(String(response.status));
  return repositories(await response.json());
}

const fits = (repo, but = "") =>
  (but === "kind" || !wish.kind || repo.kind === wish.kind) &&
  (but === "own" || !wish.own || isOwn(repo)) &&
  FACETS.every((facet) => facet === but || !wish[facet] || repo[facet] === wish[facet]);

const segment = make("div", "seg");
segment.setAttribute("role", "group");
segment.setAttribute("aria-label", words.head.kind);
for (const kind of ["", ...KINDS]) {
  const button = make("button");
  button.type = "button";
  button.dataset.kind = kind;
  segment.append(button);
}
const own = make("button", "b s", words.by_authors);
own.type = "button";
const selects = FACETS.map((facet) => {
  const select = make("select", "b s");
  select.dataset.facet = facet;
  select.setAttribute("aria-label", words.head[facet]);
  return select;
});
const status = make("p", "meta");
status.setAttribute("role", "status");
const more = make("button", "b s");
more.type = "button";
const clear = make("button", "b s", words.clear);
clear.type = "button";

function count(facet) {
  const found = new Map();
  for (const repo of rows) {
    const value = repo[facet];
    if (value && fits(repo, facet)) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function controls() {
  const kinds = rows.filter((repo) => fits(repo, "kind"));
  for (const button of segment.children) {
    const { kind } = button.dataset;
    const n = grouped(kind ? kinds.filter((repo) => repo.kind === kind).length : kinds.length);
    button.textContent = kind ? `${words.kinds[kind]} ${n}` : filled(words.all, { n });
    button.setAttribute("aria-pressed", String(wish.kind === kind));
  }
  own.setAttribute("aria-pressed", String(wish.own));
  for (const select of selects) {
    const { facet } = select.dataset;
    const found = count(facet);
    if (wish[facet] && !found.some(([value]) => value === wish[facet])) found.push([wish[facet], 0]);
    const options = found.map(([value, n]) => new Option(`${value} (${grouped(n)})`, value));
    select.replaceChildren(new Option(words.head[facet], ""), ...options);
    select.value = wish[facet];
    select.hidden = !found.length;
  }
  clear.hidden = !wish.kind && !wish.own && FACETS.every((facet) => !wish[facet]);
}

function draw() {
  const found = rows.filter((repo) => fits(repo));
  const next = found.slice(drawn, drawn + STEP).map((repo) => tableRow(repo, words, root));
  if (!drawn) body.replaceChildren();
  body.append(...next);
  drawn += next.length;
  tell(found.length);
}

function tell(total) {
  status.textContent = total ? filled(words.shown, { n: grouped(drawn), total: grouped(total) }) : words.none;
  more.textContent = filled(words.next, { n: grouped(Math.min(STEP, total - drawn)) });
  more.hidden = drawn >= total;
}

function update(change) {
  wish = { ...wish, ...change };
  page.querySelector(".pager")?.remove();
  drawn = 0;
  write();
  controls();
  draw();
}

segment.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) update({ kind: button.dataset.kind });
});
own.addEventListener("click", () => update({ own: !wish.own }));
for (const select of selects) {
  select.addEventListener("change", () => update({ [select.dataset.facet]: select.value }));
}
more.addEventListener("click", () => {
  const at = body.children.length;
  draw();
  body.children[at]?.querySelector("a")?.focus();
});
clear.addEventListener("click", () => update({ kind: "", own: false, ...Object.fromEntries(FACETS.map((f) => [f, ""])) }));

// Without its data the table stays as the server made it, whole on its pages, and has no controls.
async function start() {
  rows = await load();
  bar.querySelector("[data-kinds]").replaceWith(segment, own, ...selects, clear);
  body.closest(".over").after(make("div", "more", status, more));
  controls();
  if (location.search) update({});
  else if (page.dataset.page === "1") {
    page.querySelector(".pager")?.remove();
    drawn = body.children.length;
    tell(rows.length);
  } else more.hidden = true;
}

start().catch(() => {});
