// The list of papers: searching, filtering, sorting, three densities. The server's rows stay until
// the reader asks for something else; all that is asked stands in the address.
import { counted, painted } from "../dom.js";
import { keysOf } from "../mine/store.js";
import { cited } from "../search/cited.js";
import { ask, open } from "../search/client.js";
import { writtenIn } from "../search/han.js";
import { FACETS } from "../search/facets.js";
import { keep as keepChoice, read as readChoice } from "../store.js";
import { dayKey, shortDay } from "../times.js";
import { current, timeOf } from "../zone.js";
import { controls } from "./controls.js";
import { nothing } from "./empty.js";
import { Panel } from "./facets.js";
import "./quick.js";
import { detail, paperRow } from "./row.js";
import * as state from "./state.js";

const page = document.querySelector("[data-papers]");
const shown = JSON.parse(page.dataset.words);
const rows = page.querySelector("[data-rows]");
const pager = page.querySelector(".pager");
const status = page.querySelector("[data-bar] [role=status]");
const DAY = 86400; // s
const STEP = 12;
const AHEAD = 1000; // px below the screen that are drawn, too
// What fits below the head of the page is drawn at once.
const SHARE = 0.65; // of the screen
const LEAST = { compact: 30, list: 84, detail: 150 }; // px of a row

let known = null;
let wish = state.read(null, readChoice("view"));
let found = { numbers: [], words: [] };
const labelled = {};
let drawn = 0;
let turn = 0;
const openings = new Map();

const marks = new Map(
  [...page.querySelectorAll("[data-facet=track]")].map((box) => [box.dataset.value, box.parentElement.querySelector(".m")]),
);
const markOf = (track) => marks.get(known.lists.track[track])?.cloneNode(true) ?? "";

// Where the list came with pages of its own, it grows as the reader nears its end instead.
const end = document.createElement("div");
end.className = "sentinel";
const near = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && grow(), { rootMargin: `${AHEAD}px` });
// Watched anew it is told where it stands, once that is known anyway.
function watch() {
  near.unobserve(end);
  near.observe(end);
}

async function ready() {
  if (known) return;
  status.dataset.busy = "";
  known = await open();
  delete status.dataset.busy;
  wish = { ...state.read(known, wish.view), q: wish.q, sort: wish.sort };
}

const asked = () => ({
  ...wish,
  seed: state.seed(),
  zone: current(),
  starred: keysOf("papers"),
  visited: keysOf("papers", "visited"),
  first: Math.ceil((SHARE * innerHeight) / LEAST[wish.view]),
});

// What titles, authors and keywords give is drawn at once; abstracts and the facets' counts follow.
export async function update({ focus = false } = {}) {
  const mine = ++turn;
  panel.wait();
  try {
    await ready();
    const quick = await ask("find", { ...asked(), deep: false });
    if (mine !== turn) return;
    draw(quick);
    await painted();
    if (mine !== turn) return;
    painted().then(() => mine === turn && state.write(wish, known)); // costs milliseconds
    const whole = await ask("find", { ...asked(), counted: true });
    if (mine !== turn) return;
    if (whole.numbers.length !== quick.numbers.length) draw({ ...whole, told: new Set(quick.numbers) });
    await painted();
    if (mine !== turn) return;
    if (!whole.numbers.length) await empty();
    panel.draw(wish, whole.counts, labels(), known);
    if (focus) rows.querySelector("a")?.focus();
  } catch (error) {
    status.textContent = shown.failed;
  }
}

function draw(answer) {
  found = answer;
  drawn = answer.first.length;
  rows.replaceChildren(...made(answer.first, answer));
  rows.className = `rows ${wish.view}`;
  rows.after(end);
  pager?.remove();
  bar.draw(wish, labels, answer.numbers.length);
  const count = answer.numbers.length;
  status.textContent = counted(shown.count, count);
  watch(); // the rest comes once the first screen is there
}

// Where nothing is left: what was asked, and what each part of it leaves out alone.
async function empty() {
  const mine = turn;
  const ways = await ask("ways", asked());
  if (mine === turn) rows.replaceChildren(nothing(shown, wish, ways, labels(), known.total, { drop: leave, clear }));
}

// Before anything is asked, the counts alone are wanted: the rows stay as they came.
async function count() {
  try {
    await ready();
    const { counts } = await ask("find", { ...asked(), counted: true });
    if (!turn) panel.draw(wish, counts, labels(), known);
  } catch {
    // told once something is asked
  }
}

async function grow() {
  if (!known || drawn >= found.numbers.length) return;
  const mine = found;
  const next = found.numbers.slice(drawn, drawn + STEP);
  drawn += next.length;
  const papers = await ask("rows", next);
  if (mine !== found) return;
  rows.append(...made(papers, mine));
  watch();
}

// `told`: the papers that titles, authors and keywords gave; of others the abstract says why.
function made(papers, { words, told }) {
  return papers.map((paper) => {
    const row = paperRow(paper, { words, shown, markOf });
    const found = told && !told.has(paper.number);
    if (wish.view === "detail") describe(row, paper, words, found);
    else if (wish.view === "list" && found) cite(row, words);
    return row;
  });
}

// What runs for the first time is slow: rows that nobody sees are made before the first key, and the
// clocks of each day are asked for.
function rehearse({ first }) {
  made(first, { words: ["a"] });
  for (const start of new Map(known.lists.session.map(([, , start]) => [Math.floor(start / DAY), start])).values()) {
    timeOf(start * 1000);
  }
  labels();
  writtenIn([]);
  counted(shown.count, 0);
}

function cite(row, words) {
  const line = cited("p", row.querySelector("a").href, words);
  line.classList.add("hitline");
  row.querySelector(".who").after(line);
}

async function describe(row, paper, words, found) {
  const group = Math.floor(paper.number / 100);
  if (!openings.has(group)) openings.set(group, ask("openings", group).catch(() => []));
  const text = (await openings.get(group))[paper.number % 100];
  if (text) detail(row, paper, text, words);
  // what the opening does not show follows below it
  const opening = row.querySelector(".hitline");
  if (found && opening && !opening.querySelector("mark")) opening.append(cited("span", row.querySelector("a").href, words));
}

// Facet -> pairs of value and label, in the order in which the panel shows them.
const labels = () => (labelled[current()] ??= spell());

function spell() {
  const { lists } = known;
  const numbered = (list) => list.map((label, n) => [n, label]);
  const place = (label) => [...marks.keys()].indexOf(label);
  const days = new Set();
  for (const [, , start] of lists.session) days.add(Date.parse(dayKey(current(), start * 1000)));
  return {
    mine: Object.entries(shown.mine),
    track: numbered(lists.track).sort((a, b) => place(a[1]) - place(b[1])),
    has: known.has.map((name, n) => [n, shown.has[name]]),
    type: numbered(known.labels.type),
    program: numbered(known.labels.program),
    day: [...days].sort((a, b) => a - b).map((day) => [day, shortDay(new Date(day).toISOString().slice(0, 10))]),
    session: numbered(lists.session.map(([, title]) => title)),
    keyword: numbered(lists.keyword),
  };
}

const choose = (facet, name, on) => {
  if (facet && !known) state.put(facet, name, on);
  else if (facet) {
    const value = state.valueNamed(facet, name, known);
    const others = (wish[facet] ?? []).filter((one) => one !== value);
    wish[facet] = on ? [...others, value] : others;
  }
  update();
};
// Without one part of what is asked: the words, or what is chosen of a facet.
function leave(part) {
  wish[part] = part === "q" ? "" : [];
  update({ focus: true });
}
function clear() {
  for (const facet in FACETS) wish[facet] = [];
  wish.q = "";
  update({ focus: true });
}
const panel = new Panel(shown, choose, () => known || count());
const bar = controls(page, shown, wish, {
  search: (text) => {
    wish.q = text;
    update();
  },
  sort: (sort) => {
    wish.sort = sort;
    update();
  },
  view: (view) => {
    wish.view = view;
    keepChoice("view", view === "list" ? null : view);
    update();
  },
  drop: (facet, value) => choose(facet, state.spelt(facet, value, known), false),
  clear,
  warm: () => ready().then(() => ask("find", { ...asked(), counted: true })).then(rehearse).catch(() => {}),
  facets: () => known || count(),
});

document.addEventListener("mine", () => wish.mine?.length && update());
document.documentElement.addEventListener("zone", () => known && update());
if (state.isAsked() || wish.view !== "list") update();
