// One thread of a room: what began it, its answers, what one may do, and the boxes that are open.
import { counted } from "../dom.js";
import { timeOf } from "../zone.js";
import { h, said } from "./elements.js";

function who(panel, message) {
  const { words, transport, closed } = panel;
  const line = h("p", { class: "who" }, h("strong", {}, h("bdi", {}, message.name || words.somebody)));
  if (message.author) line.append(h("span", { class: "badge author" }, words.author));
  else if (message.staff) line.append(h("span", { class: "badge" }, words.staff));
  if (message.where) line.append(h("span", { class: "soft" }, message.where));
  line.append(h("span", { class: "soft" }, timeOf(message.at)));
  if (message.edited) line.append(h("span", { class: "soft" }, words.edited));
  if (message.own && transport.me && !closed) {
    line.append(
      h("button", { class: "room-own", type: "button", "data-act": `edit-${message.id}`, onclick: () => panel.edit(message) }, words.edit),
      h("button", { class: "room-own", type: "button", "data-act": `drop-${message.id}`, onclick: () => panel.drop(message) }, words.remove),
    );
  }
  return line;
}

function post(panel, root, message, letter) {
  const { words, boxes } = panel;
  const inside = message.gone
    ? [h("p", { class: "soft" }, message.hidden ? words.hidden : words.taken_back)]
    : [who(panel, message), boxes.get(`edit-${message.id} ${root.id}`) ?? said(message)];
  return h("div", { class: message.author ? "turn a" : "turn" }, h("b", { "aria-hidden": "true" }, letter), h("div", {}, inside));
}

function acts(panel, root) {
  const { words, transport: { me }, closed } = panel;
  const line = h("p", { class: "acts" });
  const wish = root.votes ? counted(words.want, root.votes) : words.want0;
  if (root.question && me && !root.own && !closed) {
    line.append(h("button", { type: "button", "data-act": "vote", "aria-pressed": String(root.voted), onclick: () => panel.act("vote", root, !root.voted) }, panel.icon("upv"), wish));
  } else if (root.votes) {
    line.append(h("span", {}, wish));
  }
  if (root.answered) line.append(h("span", { class: "badge ok" }, panel.icon("check"), words.answered));
  else if (root.question) line.append(h("span", { class: "badge warn" }, panel.icon("clock"), words.waiting));
  if (root.question && me && (me.marks || root.own) && !closed) {
    line.append(h("button", { type: "button", "data-act": "settle", onclick: () => panel.act("settle", root, !root.answered) }, root.answered ? words.reopen : words.settle));
  }
  if (!closed && !root.gone) line.append(h("button", { type: "button", "data-act": "reply", onclick: () => panel.reply(root) }, panel.icon("chat"), words.reply));
  line.append(h("a", { "data-act": "link", "aria-label": words.link }, panel.icon("link")));
  return h("div", { class: "turn" }, h("span"), line);
}

export function article(panel, root, answers) {
  return h("article", { class: "qa" },
    post(panel, root, root, root.question ? "Q" : ""),
    answers.map((message) => post(panel, root, message, "A")),
    acts(panel, root),
    panel.boxes.get(`reply ${root.id}`));
}
