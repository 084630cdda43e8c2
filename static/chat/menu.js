// What one may do with a message: one's own, an author's, a moderator's deeds, behind one button.

import { h, icon } from "./dom.js";

const items = (message, page) => {
  const me = page.me;
  if (!me.signedIn || message.state === "deleted" || message.kind === "system") return [];
  const own = message.user.id === me.id;
  const settles = own || me.answers;
  const top = !message.thread;
  return [
    own && page.writable && ["Edit", () => page.edit(message)],
    top && message.kind === "question" && settles && [message.answered ? "Wait for another answer" : "Mark as answered", () => page.act("answered", message, !message.answered)],
    top && settles && [message.kind === "question" ? "This is a remark" : "This is a question", () => page.act("question", message, message.kind !== "question")],
    me.pins && top && [message.pinned ? "Unpin" : "Pin to the top", () => page.act("pin", message, !message.pinned)],
    !own && ["Report to moderators", () => page.report(message), "grave"],
    me.moderates && !own && [message.state === "hidden" ? "Show again" : "Hide", () => page.act("hide", message, message.state !== "hidden"), "grave"],
    me.moderates && !own && ["Mute for an hour", () => page.mute(message, 60), "grave"],
    me.bans && !own && ["Shut out for a day", () => page.ban(message, 1440), "grave"],
    (own || me.moderates) && ["Delete", () => page.erase(message), "grave"],
  ].filter(Boolean);
};

const close = (details, focus) => {
  details.open = false;
  if (focus) details.firstElementChild.focus();
};

const onKey = (event) => {
  const details = event.currentTarget;
  const buttons = [...details.querySelectorAll(".pop button")];
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" && details.open) {
    event.stopPropagation();
    close(details, true);
  } else if (step && details.open) {
    event.preventDefault();
    buttons.at((at + step) % buttons.length)?.focus();
  }
};

const entriesOf = new WeakMap();

// The list of an open menu, drawn once (a page has hundreds of menus), one of its lines in focus.
const draw = (details, at) => {
  if (details.children.length > 1) return;
  details.append(h("div", { class: "pop" }, entriesOf.get(details).map(([words, act, kind]) =>
    h("button", { type: "button", class: kind ?? "", onclick: () => { close(details, true); act(); } }, words))));
  details.querySelectorAll(".pop button")[Math.max(at, 0)]?.focus();
};

export const menu = (message, page) => {
  const entries = items(message, page);
  if (!entries.length) return null;
  const details = h("details", { class: "own-menu", onkeydown: onKey },
    h("summary", { "aria-label": `More about the message by ${message.user.name}` }, icon("more")));
  entriesOf.set(details, entries);
  details.addEventListener("toggle", () => details.open && draw(details, 0));
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) details.open = false;
  });
  return details;
};

// The menu that is open in a thread: whose it is, and which of its lines has the focus.
export const held = (thread) => {
  const details = thread.querySelector(".own-menu[open]");
  if (!details) return null;
  const message = details.closest("[data-message]").dataset.message;
  return { message, at: [...details.querySelectorAll(".pop button")].indexOf(document.activeElement) };
};

// Open it again in the thread that was drawn in place of the other, at once: what is typed next,
// or a further change, must find the focus where it was.
export const reopen = ({ message, at }, thread) => {
  const details = thread.querySelector(`[data-message="${CSS.escape(message)}"] .own-menu`);
  if (!details) return;
  details.open = true;
  draw(details, at);
};

// A click elsewhere closes what is open.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(".own-menu[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
