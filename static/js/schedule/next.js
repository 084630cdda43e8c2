// Now and next: what is on, with a way in, and what comes; kept true while the page is open.
import { isWrong, warning } from "../clock.js";
import { filled, linkTo, make, tongue } from "../dom.js";
import { address, sessions } from "../mine/sessions.js";
import { timeOf } from "../zone.js";

const MOST = 3;
const MINUTE = 60_000;
const SOON = 12 * 60;

// Up to three entries: first what is live, what ends first ahead, then what comes next.
export function nowAndNext(events, now) {
  const real = events.filter((event) => event.kind !== "break");
  const live = real.filter((event) => event.start <= now && now < event.end).sort((a, b) => a.end - b.end);
  const ahead = real.filter((event) => event.start > now);
  const next = ahead.filter((event) => event.start === ahead[0].start);
  const shown = live.slice(0, next.length ? MOST - 1 : MOST);
  return { live: shown, next: next.slice(0, MOST - shown.length) };
}

function entry(event, now, live, words) {
  const time = make("p", "t");
  if (live) time.append(make("span", "badge live", words.live), `${words.until} `, timeOf(event.end, null, "t"));
  else {
    const minutes = Math.ceil((event.start - now) / MINUTE);
    const soon = minutes < SOON ? filled(words.in, { time: span(minutes) }) : "";
    time.append(timeOf(event.start, event.end), soon && make("span", "soft", soon));
  }
  const about = [event.who, event.room].filter(Boolean).join(" · ");
  const title = make("h3", "", linkTo(address(event.path), event.title));
  const box = make("div", "ev", time, title, make("p", "meta", about));
  if (event.join && (live || event.start - now <= 10 * MINUTE)) {
    const join = linkTo(event.join, words.join);
    join.className = "b s live";
    join.rel = "noopener noreferrer";
    box.append(join);
  }
  return box;
}

// In the language's own words: `18 minutes`, `2 hours`, `2 hr 30 min`.
function span(minutes) {
  if (minutes < 90) return unit(minutes, "minute", "long");
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest ? `${unit(hours, "hour", "short")} ${unit(rest, "minute", "short")}` : unit(hours, "hour", "long");
}

function unit(value, name, unitDisplay) {
  return new Intl.NumberFormat(tongue, { style: "unit", unit: name, unitDisplay }).format(value);
}

function show(place, events, words) {
  const now = Date.now();
  const { live, next } = nowAndNext(events, now);
  if (!live.length && !next.length) return false;
  const head = make("h2", "", live.length ? words.now : words.next);
  if (live.length) head.prepend(make("span", "pulse"));
  const first = make("div", "", head, place.firstElementChild.querySelector("p"));
  const made = [...live.map((event) => entry(event, now, true, words)), ...next.map((event) => entry(event, now, false, words))];
  place.replaceChildren(first, ...made);
  return true;
}

async function start(place) {
  const words = JSON.parse(place.dataset.words);
  // before the week and after it the server's choice stays, and nothing is fetched
  const far = Number(place.dataset.from) - 864e5 > Date.now() || Date.now() > Number(place.dataset.until);
  const coming = far ? [] : sessions().catch(() => []); // the server's choice stays
  const [events, wrong] = await Promise.all([coming, isWrong()]);
  if (wrong) place.firstElementChild.append(warning());
  else if (show(place, events, words)) setInterval(() => show(place, events, words), 30_000);
}

const place = document.querySelector("[data-now]");
if (place) start(place);
