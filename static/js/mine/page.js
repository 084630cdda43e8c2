// The page "My schedule": what is starred, by day, with clashes; as a calendar file; on paper.
import { counted, download, make } from "../dom.js";
import { days, loose, nothing } from "./agenda.js";
import { calendar, entries } from "./calendar.js";
import { chosen, clashes } from "./chosen.js";
import { moving } from "./move.js";
import { address } from "./sessions.js";
import "./since.js";
import { lasts } from "./store.js";
import { note } from "../zone.js";

const page = document.querySelector("[data-mine]");
const words = JSON.parse(page.dataset.words);
const place = page.querySelector("[data-days]");
const status = page.querySelector("[data-count]");
const button = page.querySelector("[data-ics]");
const paper = page.querySelector("[data-print]");
const has = { hasPapers: page.dataset.papers === "true", hasEvents: page.dataset.events === "true" };
let shown = { events: [], loose: [] };
let turn = 0;

function ways() {
  const links = [...document.querySelectorAll(".burger nav a, .nav a, .foot nav a")];
  const wanted = ["schedule.html", "papers.html"].map((path) => address(path));
  return wanted
    .map((href) => links.find((link) => link.href === href))
    .filter(Boolean)
    .map((link) => [link.href, link.textContent]);
}

async function draw() {
  const mine = ++turn;
  try {
    const found = await chosen(has);
    if (mine !== turn) return;
    shown = found;
  } catch {
    place.replaceChildren(make("p", "callout warn mt-4", words.failed));
    return;
  }
  redraw();
}

function redraw() {
  const { events, loose: papers } = shown;
  const empty = !events.length && !papers.length;
  const parts = empty ? [nothing(words, ways())] : [...days(events, clashes(events), words), loose(papers, words)];
  const held = document.activeElement?.dataset?.star;
  place.replaceChildren(...parts.filter(Boolean));
  note();
  if (held) place.querySelector(`[data-star="${CSS.escape(held)}"]`)?.focus();
  status.textContent = empty ? "" : counted(words.count, events.length + papers.length);
  button.hidden = !events.length;
  paper.hidden = empty;
}

async function save() {
  let known = new Map();
  try {
    const response = await fetch(address("calendar.ics"));
    if (response.ok) known = entries(await response.text());
  } catch {
    // without a network the events are written from what the page knows
  }
  const name = document.title;
  download(`${words.file_name}.ics`, "text/calendar", calendar(shown.events, known, name));
}

page.querySelector("[data-blocked]").hidden = lasts();
button.addEventListener("click", save);
paper.addEventListener("click", () => print());
document.addEventListener("mine", draw);
document.documentElement.addEventListener("zone", redraw);
moving(page, words);
draw();
