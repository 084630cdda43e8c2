// A room: reads it, keeps up with it, and lets people write.

import { post, read, send, session } from "./api.js";
import { composer } from "./composer.js";
import { deeds } from "./deeds.js";
import { callout, cleaned, h, one } from "./dom.js";
import { entry } from "./entry.js";
import { showMe } from "./frame.js";
import * as keep from "./keep.js";
import { follow, patience } from "./live.js";
import { Log } from "./log.js";
import { silenced } from "./refusal.js";
import * as rooms from "./rooms.js";
import { pace, tools } from "./tools.js";

const root = one("[data-room]");
const place = (name) => one(`[data-${name}]`, root);
const page = { room: root.dataset.room, me: { signedIn: false }, info: {}, show: "all", writable: false };
page.people = () => [...page.log.messages.values()].flatMap((message) => [message.user, ...message.answers.map((answer) => answer.user)]);
page.log = new Log(place("log"), page);
Object.assign(page, deeds(page));

let stop = () => {};
let unseen = 0;
let latest = 0;
let turn = 0;
const title = document.title;

const atEnd = () => innerHeight + scrollY > document.documentElement.scrollHeight - 120;
const toEnd = () => scrollTo({ top: document.documentElement.scrollHeight });

page.notice = (icon, words, kind = "") => place("notice").replaceChildren(...(words ? [callout(icon, words, kind)] : []));
page.take = (message) => { if (page.log.take(message)) latest = Math.max(latest, message.ts); counts(); };

const counts = async () => {
  clearTimeout(counts.timer);
  counts.timer = setTimeout(async () => {
    const { room } = await read("miniconf.room", { room: page.room }).catch(() => ({}));
    if (room) tally(room);
  }, 800);
};

const tally = (room) => {
  one('[data-count="questions"]').textContent = room.questions;
  one('[data-count="waiting"]').textContent = room.questions - room.answered;
};

// How far one has read: the server remembers it for people, the browser for guests.
const read_up = () => {
  if (document.hidden || !atEnd() || !latest) return;
  unseen = 0;
  document.title = title;
  one(".jump")?.remove();
  if (keep.get(`seen:${page.room}`) >= latest) return;
  keep.set(`seen:${page.room}`, latest);
  if (session()) post("miniconf.seen", { room: page.room, ts: latest }).catch(() => {});
};

const announce = (message) => {
  const how = message.kind === "question" ? "asks" : message.thread ? "answers" : "says";
  place("say").textContent = `${message.user.name} ${how}: ${(message.text ?? "").slice(0, 200)}`;
};

const news = (found) => {
  const end = atEnd();
  for (const message of found.messages) {
    if (page.show !== "all" && !page.log.has(message.thread ?? message.id) && message.kind !== "question") continue;
    if (!page.log.take(message)) continue;
    latest = Math.max(latest, message.ts);
    if (message.user.id === page.me.id) continue;
    announce(message);
    unseen += 1;
  }
  if (found.messages.length) counts();
  if (found.me) Object.assign(page.me, found.me);
  if (found.room) page.about = found.room;
  if ((found.room || found.me) && texts(page.about)) load();
  if (found.room || found.messages.some((message) => message.pinned !== undefined)) pinned();
  rooms.stir(found.rooms);
  if (end) toEnd();
  else if (unseen) jump();
  if (unseen && document.hidden) document.title = `(${unseen}) ${title}`;
  read_up();
};

const jump = () => {
  const words = `${unseen} new`;
  const button = one(".jump");
  if (button) button.textContent = words;
  else place("log").after(h("button", { class: "b s jump", type: "button", onclick: () => { toEnd(); read_up(); } }, words));
};

const pinned = async () => {
  clearTimeout(pinned.timer);
  pinned.timer = setTimeout(async () => {
    const found = await read("miniconf.room", { room: page.room }).catch(() => null);
    if (found) pins(found.pinned);
  }, 500);
};

const pins = (messages) => {
  place("pinned").hidden = !messages.length;
  place("pinned").replaceChildren(...messages.map((message) => {
    const say = h("div", { class: "say" });
    say.append(cleaned(message.html));
    return h("div", { class: "pin" }, say);
  }));
};

const texts = (room) => {
  one("#room-title").textContent = room.title;
  place("topic").textContent = room.topic;
  place("announcement").hidden = !room.announcement;
  one("span", place("announcement")).textContent = room.announcement;
  const closed = room.archived || (room.locked && !page.me.moderates);
  const was = page.writable;
  page.writable = page.me.signedIn && !closed && !page.me.muted;
  page.closed = room.archived ? "The room is closed. What was said stays readable."
    : room.locked && !page.me.moderates ? "A moderator has locked this room. You can read, and vote again when it opens."
      : page.me.muted ? silenced(page.me.until) : "";
  place("state").textContent = [room.locked && "Locked", room.slow && `Slow mode: a message every ${pace(room.slow)}`].filter(Boolean).join(". ");
  moderation(room);
  speakAgain();
  if (was !== page.writable || !place("compose").firstChild || page.closed) compose();
  return was !== page.writable;
};

const moderation = (room) => {
  const there = one(".room-tools");
  if (!page.me.moderates) { there?.remove(); return; }
  const shown = there ?? tools(page, (changed) => { page.about = changed; texts(changed); });
  if (!there) one(".chat-head .bar").after(shown);
  shown.show(room);
};

// A mute ends by itself: the box comes back at its time.
const speakAgain = () => {
  clearTimeout(speakAgain.timer);
  if (!page.me.until) return;
  const wait = Math.min(Math.max(new Date(page.me.until) - Date.now(), 0) + 1000, 864e5);
  speakAgain.timer = setTimeout(() => open().catch(shut), wait);
};

const compose = () => {
  const at = place("compose");
  at.className = "compose js";
  const closed = page.shutOut || page.closed;
  if (closed) { at.replaceChildren(callout("lock", closed)); return; }
  if (!page.me.signedIn) { at.replaceChildren(entry(page.info, async () => { showMe(); await start(); one("textarea", at)?.focus(); })); return; }
  const asks = /^(papers|speakers|tutorials)\//.test(root.dataset.key) && !page.me.answers;
  at.replaceChildren(composer({
    label: asks ? "Ask the authors" : "Write to the room", button: "Send", draft: `draft:${page.room}`,
    longest: page.info.longest, question: asks, people: page.people,
    hint: [`As ${page.me.name}.`, root.dataset.key && "Your words stay readable after the conference.",
      !matchMedia("(pointer: coarse), (max-width: 679px)").matches && "Shift and Enter for a new line."].filter(Boolean).join(" "),
    send: (text, question) => send({ room: page.room, text, question }),
    done: (message) => { page.take(message); toEnd(); },
  }));
};

const load = async () => {
  const all = page.show === "all";
  const found = all
    ? await read("miniconf.messages", { room: page.room, count: 40 })
    : await read("miniconf.questions", { room: page.room, count: 100, order: page.show === "waiting" ? "waiting" : "votes" });
  const listed = all ? found.messages : found.questions.filter((message) => page.show === "questions" || !message.answered);
  latest = Math.max(latest, ...listed.map((message) => message.ts));
  page.log.fill(listed, page.seen);
  place("older").hidden = !found.more;
  return found.rev;
};

const older = async () => {
  if (older.busy || place("older").hidden) return;
  older.busy = true;
  const height = document.documentElement.scrollHeight;
  try {
    const found = await read("miniconf.messages", { room: page.room, before: page.log.oldest, count: 40 });
    page.log.before(found.messages);
    place("older").hidden = !found.more;
    // What the reader looks at stays where it is.
    scrollBy({ top: document.documentElement.scrollHeight - height });
  } catch (refusal) {
    page.notice("warn", refusal.message, "warn");
  }
  older.busy = false;
};

const start = async () => {
  const own = turn += 1;
  stop();
  page.info = await read("miniconf.info");
  const opened = await read("miniconf.room", { room: page.room });
  // Whoever comes in while the page still loads begins anew; only the last one goes on.
  if (own !== turn) return;
  Object.assign(page, { me: opened.me, about: opened.room, seen: page.seen ?? opened.seen ?? keep.get(`seen:${page.room}`) });
  texts(opened.room);
  compose();
  const rev = await load();
  if (own !== turn) return;
  tally(opened.room);
  pins(opened.pinned);
  page.notice("", "");
  const since = Date.now();
  stop = follow(page.room, rev, news, (broken) => {
    const clock = new Date(since).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    if (broken === "offline") page.notice("off", `No connection. What is here was loaded at ${clock} or later; what you write stays in its box until it can be sent.`, "warn");
    else page.notice(broken ? "warn" : "", broken, "warn");
  });
  rooms.load();
};

// The first time, through a bad line and a server that is busy or begins anew.
const open = async () => {
  for (let failures = 1; ; failures += 1) {
    try {
      await start();
      return;
    } catch (refusal) {
      if (![0, 429, 500, 502, 503, 504].includes(refusal.status)) throw refusal;
      page.notice("warn", refusal.message, "warn");
      await patience(failures, refusal);
    }
  }
};

// Where only people of the conference read, or the room cannot be opened at all.
const shut = async (refusal) => {
  if (refusal.status !== 401) {
    page.notice("warn", refusal.message ?? String(refusal), "warn");
    return;
  }
  page.info = await read("miniconf.info");
  page.me = { signedIn: false };
  place("log").replaceChildren();
  compose();
};

const show = (name) => {
  page.show = name;
  for (const button of place("filter").children) button.setAttribute("aria-pressed", String(button.dataset.show === name));
  load().catch((refusal) => page.notice("warn", refusal.message, "warn"));
};

place("filter").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) show(button.dataset.show);
});
place("older").addEventListener("click", older);
addEventListener("scroll", read_up, { passive: true });
document.addEventListener("visibilitychange", read_up);

// A session that ends while the page stands: why is said, and one may come in again.
addEventListener("signed-out", async (event) => {
  showMe();
  const { kind, message } = event.detail;
  page.shutOut = kind === "error-user-banned" ? message : "";
  await open().catch(shut);
  if (!page.shutOut) page.notice("warn", message, "warn");
});

try {
  await open();
  const linked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fresh = one("[data-new]");
  if (linked) linked.scrollIntoView({ block: "center" });
  else if (fresh) fresh.scrollIntoView({ block: "center" });
  else if (page.log.messages.size) toEnd();
  read_up();
  new IntersectionObserver((entries) => { if (entries[0].isIntersecting) older(); }, { rootMargin: "200px" }).observe(place("older"));
} catch (refusal) {
  await shut(refusal);
}
