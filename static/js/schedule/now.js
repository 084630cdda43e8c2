// The line at now, what is over and what is live, kept true as time goes by.
import { linkTo, make } from "../dom.js";
import { sessions } from "../mine/sessions.js";
import { timeOf } from "../zone.js";

const QUARTER = 900_000;

function line(now, label) {
  const text = make("span", "", timeOf(now, null, "t"));
  text.prepend(make("span", "vh", `${label} `));
  return make("div", "nowl", text);
}

function place(page, events, now, words) {
  page.querySelector(".nowl")?.remove();
  const boxes = [...page.querySelectorAll("[data-from]")];
  const box = boxes.find((one) => now >= one.dataset.from && now < one.dataset.until);
  if (!box) return;
  const mark = line(now, words.now);
  const inside = events.filter(({ element }) => element.parentElement === box);
  const next = inside.find((event) => event.start > now);
  if (next) next.element.before(mark);
  else box.append(mark);
  if (!box.classList.contains("grid")) return;
  const rows = (now - box.dataset.from) / QUARTER;
  mark.classList.add(`gr-${Math.floor(rows) + 2}`);
  mark.style.top = `${(rows % 1) * 1.625}rem`;
}

// What is on, or begins within ten minutes, has the way in at its foot; the programme is asked for it
// when there is something to ask.
const EARLY = 600_000;
const offered = new Set();
async function offer(events, now, words) {
  const open = events.filter(({ start, end }) => start - EARLY <= now && now < end);
  for (const element of offered) {
    if (open.some((one) => one.element === element)) continue;
    element.querySelector("[data-way-in]").remove();
    offered.delete(element);
  }
  if (!open.length) return;
  const ways = new Map((await sessions()).map(({ key, join }) => [key, join]));
  for (const { element, key } of open) {
    if (!ways.get(key) || offered.has(element)) continue;
    const link = linkTo(ways.get(key), words.join);
    link.className = "b s live";
    link.rel = "noopener noreferrer";
    const foot = make("p", "foot-line", link);
    foot.dataset.wayIn = "";
    element.querySelector("h3").after(foot);
    offered.add(element);
  }
}

// Which sessions say that they are live or over is remembered: asking six hundred elements takes longer
// than the rest.
const live = new Map();

// Where now is: its line, or between two hours that are drawn what begins next; nothing before and after
// the conference.
function whereIs(page, events, now) {
  const line = page.querySelector(".nowl");
  if (line || !events.some(({ end }) => end <= now)) return line;
  const next = events.filter(({ start, element }) => start > now && element.isConnected);
  return next.reduce((one, other) => (one && one.start <= other.start ? one : other), null)?.element;
}

export function goToNow(page, events, now) {
  const place = whereIs(page, events, now);
  place?.scrollIntoView({ block: "center" });
  (place?.querySelector("a") ?? place?.nextElementSibling?.querySelector("a"))?.focus({ preventScroll: true });
}

export function showNow(page, events, words, now) {
  offer(events, now, words).catch(() => {}); // the session's own page has the way in, too
  for (const event of events) {
    const { element, start, end } = event;
    if (event.past !== end <= now) element.classList.toggle("past", (event.past = end <= now));
    const isLive = start <= now && now < end;
    if (isLive && !live.has(element)) {
      live.set(element, make("span", "badge live", words.live));
      element.querySelector(".kd").prepend(live.get(element));
    } else if (!isLive && live.has(element)) {
      live.get(element).remove();
      live.delete(element);
    }
  }
  place(page, events, now, words);
  page.querySelector("[data-to-now]").hidden = !whereIs(page, events, now);
}
