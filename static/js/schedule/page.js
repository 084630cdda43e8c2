// The schedule: filters, grid or list, days on the reader's clock, the line at now. The server's
// days stay until the reader asks for something else.
import { isWrong, warning } from "../clock.js";
import { make, painted } from "../dom.js";
import { since } from "../mine/since.js";
import { adorn } from "../mine/stars.js";
import { everything } from "../mine/store.js";
import { keep, read as choice } from "../store.js";
import { dayKey } from "../times.js";
import { current } from "../zone.js";
import { controls } from "./controls.js";
import { days } from "./days.js";
import { goToNow, showNow } from "./now.js";
import { read } from "./read.js";
import * as state from "./state.js";

const page = document.querySelector("[data-schedule]");
const words = JSON.parse(page.dataset.words);
const tabs = page.querySelector(".days");
const home = document.documentElement.dataset.zone;
const events = read(page);
const wish = state.read(choice("schedule"));
const place = make("div");
const status = make("p", "vh");
status.setAttribute("role", "status");
let turn = 0;
let rest = [];
let now = () => Date.now();

function wanted(event) {
  const { stars } = everything();
  if (wish.kind.length && !wish.kind.includes(event.group)) return false;
  if (wish.track.length && !wish.track.includes(event.track)) return false;
  return !wish.mine || event.key in stars;
}

function empty() {
  const starless = wish.mine && !events.some(({ starred }) => starred);
  const [head, text] = starless ? [words.no_star, make("p", "meta", words.to_star)] : [words.nothing, ""];
  return make("div", "empty mt-5", make("h2", "", head), text);
}

// `whole`: all days at once, those out of sight too.
function draw(zone, whole = false) {
  if (!place.isConnected) {
    const old = [...page.querySelectorAll(".day")];
    old[0].before(place);
    place.append(...old);
  }
  const shown = events.filter(wanted);
  const made = days(shown, events, zone, wish.view === "list" ? "" : wish.view, words);
  settle(made.map(({ section }) => section));
  if (!shown.length) place.append(empty());
  tabs.replaceChildren(...made.map(({ tab }) => tab));
  status.textContent = `${shown.length} / ${events.length}`;
  fill(made, whole);
}

// Days in sight, and those above them, get their sessions at once; those below follow one by one.
const seen = new Set();
const sight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) seen[isIntersecting ? "add" : "delete"](target);
});

async function fill(made, whole) {
  const mine = ++turn;
  const last = Math.max(0, made.findLastIndex(({ section }) => seen.has(section)));
  rest = whole ? [] : made.splice(last + 1);
  for (const day of made) day.fill();
  after();
  place.ariaBusy = rest.length ? "true" : null;
  while (place.ariaBusy) {
    await painted();
    if (mine !== turn) return;
    rest.shift()?.fill();
    if (rest.length) continue;
    place.ariaBusy = null;
    after();
  }
}

// The days in their order; those that stand where they belong are not moved.
function settle(sections) {
  for (const old of [...place.children]) if (!sections.includes(old)) old.remove();
  sections.forEach((section, n) => place.children[n] === section || place.insertBefore(section, place.children[n] ?? null));
  sections.forEach((section) => sight.observe(section));
}

function after() {
  const today = now() > 0 && `#day-${dayKey(current(), now())}`;
  for (const tab of tabs.children) {
    tab.querySelector("span span")?.remove();
    tab.removeAttribute("aria-current");
    if (tab.hash !== today) continue;
    tab.setAttribute("aria-current", "date");
    tab.querySelector("span").append(make("span", "", `, ${words.today}`));
  }
  showNow(page, events, words, now());
}

function update() {
  keep("schedule", wish.view === "room" ? null : wish.view);
  state.write(wish, choice("schedule"));
  draw(current());
}

// What moved since the last visit says so where it stands now.
async function markChanges() {
  const found = await since();
  for (const [key, , what] of found?.changes ?? []) {
    const event = events.find((one) => one.key === key);
    event?.element.querySelector(".kd").append(make("span", "badge", words.what[what]));
  }
}

page.append(status);
adorn(page);
const names = [...new Set(events.map((event) => event.track).filter(Boolean))].sort((one, other) => one.localeCompare(other));
page.querySelector("[data-print]").addEventListener("click", () => print());
page.querySelector("[data-to-now]").addEventListener("click", () => goToNow(page, events, now()));
addEventListener("beforeprint", () => {
  rest.splice(0).forEach((day) => day.fill());
  page.querySelectorAll(".night").forEach((box) => (box.open = true));
});
controls(page, wish, names, words, update);
document.documentElement.addEventListener("zone", ({ detail }) => draw(detail.zone));
document.addEventListener("mine", () => wish.mine && draw(current()));
if (state.isAsked(wish) || current() !== home) draw(current(), Boolean(location.hash));
else after();
setInterval(() => showNow(page, events, words, now()), 30_000);
isWrong().then((wrong) => {
  if (!wrong) return;
  now = () => -Infinity; // nothing is over, nothing is on
  page.querySelector("[data-bar]").after(warning());
  after();
});
markChanges();
if (location.hash && turn) document.getElementById(location.hash.slice(1))?.scrollIntoView();
