// A message and its answers, drawn as an interview: Q and A in the margin.

import { cleaned, h, icon } from "./dom.js";
import { time } from "./when.js";
import { menu } from "./menu.js";

const BADGES = { author: "Author", moderator: "Moderator", organizer: "Organizer", bot: "Organizers" };

const letter = (message) => {
  if (message.kind === "question") return "Q";
  return message.thread ? "A" : "–";
};

const said = (message) => {
  if (message.state === "deleted") return h("p", { class: "gone" }, "Taken back");
  if (message.state === "hidden" && !message.html) return h("p", { class: "gone" }, "Hidden by a moderator");
  const say = h("div", { class: "say" });
  say.append(cleaned(message.html));
  return say;
};

const who = (message, page) => h("p", { class: "who" },
  h("strong", {}, message.user.name),
  BADGES[message.user.badge] && h("span", { class: `badge ${message.user.badge === "author" ? "author" : ""}` }, BADGES[message.user.badge]),
  message.user.affiliation && h("span", { class: "soft" }, message.user.affiliation),
  time(message.at),
  message.edited && h("span", { class: "soft" }, "edited"),
  message.state === "hidden" && message.html && h("span", { class: "badge warn" }, "Hidden"),
  menu(message, page));

export const turn = (message, page) => {
  const kind = [message.user.badge === "author" ? "a" : "", message.state === "hidden" ? "hidden-one" : ""];
  return h("div", { class: `turn ${kind.join(" ")}`.trim(), "data-message": message.id, tabindex: "-1" },
    h("b", { "aria-hidden": "true" }, letter(message)),
    h("div", { "data-words": "" },
      h("span", { class: "vh" }, message.thread ? "Answer by " : message.kind === "question" ? "Question by " : "Remark by "),
      who(message, page), said(message)));
};

const voteButton = (message, page) => {
  const own = page.me.signedIn && message.user.id === page.me.id;
  const mine = page.me.signedIn && (message.voters ?? []).includes(page.me.username);
  const words = message.votes ? `${message.votes} want${message.votes === 1 ? "s" : ""} to know` : "I want to know, too";
  if (own || !page.writable) return message.votes > 0 && h("span", {}, icon("upv"), words);
  return h("button", { type: "button", class: "vote", "aria-pressed": String(mine), onclick: () => page.act("upvote", message, !mine) }, icon("upv"), words);
};

const status = (message) => message.answered
  ? h("span", { class: "badge ok" }, icon("check"), "Answered")
  : h("span", { class: "badge warn" }, icon("clock"), "Waiting for an answer");

const acts = (message, page) => h("div", { class: "turn tail" }, h("span", {}), h("p", { class: "acts" },
  message.kind === "question" && message.state === "shown" && voteButton(message, page),
  message.kind === "question" && message.state === "shown" && status(message),
  page.writable && h("button", { type: "button", "data-reply": "", onclick: () => page.reply(message) }, icon("chat"), message.kind === "question" ? "Answer" : "Reply"),
  h("a", { href: `#m-${message.id}`, "aria-label": "Link to this message" }, icon("link"))));

export const thread = (message, page) => h("article", { class: "qa", id: `m-${message.id}`, "data-thread": message.id },
  turn(message, page),
  message.answers.map((answer) => turn(answer, page)),
  acts(message, page),
  h("div", { "data-reply-place": "" }));
