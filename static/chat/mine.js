// An author's own rooms: waiting questions first, each a click from its answer.

import { read, session } from "./api.js";
import { callout, cleaned, counted, h, icon, one } from "./dom.js";
import { time } from "./when.js";
import "./frame.js";

const say = (...nodes) => one("[data-notice]").replaceChildren(...nodes);

const question = (room, asked) => {
  const words = h("div", { class: "say" });
  words.append(cleaned(asked.html));
  return h("article", { class: "qa" },
    h("div", { class: "turn" }, h("b", { "aria-hidden": "true" }, "Q"), h("div", {},
      h("p", { class: "who" }, h("strong", {}, asked.user.name), time(asked.at)), words,
      h("p", { class: "acts" }, h("span", {}, icon("upv"), `${asked.votes} want${asked.votes === 1 ? "s" : ""} to know`),
        asked.answered ? h("span", { class: "badge ok" }, icon("check"), "Answered") : h("span", { class: "badge warn" }, icon("clock"), "Waiting for an answer"),
        h("span", {}, counted(asked.answers.length, "answer")),
        h("a", { class: "b s", href: `/channel/${encodeURIComponent(room.name)}#m-${asked.id}` }, asked.answered ? "Open" : "Answer")))));
};

const paper = (room) => h("section", { class: "sec" },
  h("div", { class: "h" }, h("h2", {}, room.title), h("span", { class: "n" }, `${counted(room.questions, "question")}, ${room.questions - room.answered} waiting`),
    h("a", { class: "go", href: `/channel/${encodeURIComponent(room.name)}` }, "Open the room", icon("right"))),
  room.asked.length ? room.asked.map((asked) => question(room, asked)) : h("p", { class: "meta" }, "Nobody has asked yet."));

if (!session()) say(callout("lock", "Open your personal link in this browser first; it came by mail."));
else {
  try {
    const { rooms } = await read("miniconf.mine");
    const waiting = rooms.reduce((sum, room) => sum + room.questions - room.answered, 0);
    if (!rooms.length) say(callout("info", "There is no room of a paper of yours here. If there should be, tell the organizers."));
    else say(callout(waiting ? "clock" : "checkc", waiting ? waiting === 1 ? "One question is waiting for you." : `${waiting} questions are waiting for you.` : "Every question has its answer.", waiting ? "warn" : "ok"));
    one("[data-mine]").replaceChildren(...rooms.sort((a, b) => (b.questions - b.answered) - (a.questions - a.answered)).map(paper));
  } catch (refusal) {
    say(callout("warn", refusal.message, "warn"));
  }
}
