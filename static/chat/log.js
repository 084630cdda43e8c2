// The messages of a room as the page holds them: put in order, changed in place, drawn again one
// thread at a time.

import { h, one } from "./dom.js";
import { held, reopen } from "./menu.js";
import { thread } from "./message.js";

export class Log {
  constructor(place, page) {
    Object.assign(this, { place, page, messages: new Map(), taken: new Map(), seen: null });
  }

  get oldest() {
    return Math.min(...[...this.messages.values()].map((message) => message.ts));
  }

  has(id) {
    return this.messages.has(id);
  }

  // Whether a message stands above the log alone: a pinned remark that nobody has answered, as the
  // welcome of a new room. Who may let it go has it in the log too, where its menu is.
  above(message) {
    return message.pinned && message.kind === "remark" && !message.answers?.length && !this.page.me.pins;
  }

  // All messages at once, in the order given.
  fill(messages, seen) {
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.seen = seen;
    const shown = messages.filter((message) => !this.above(message));
    const nodes = shown.map((message) => thread(message, this.page));
    const first = shown.findIndex((message) => seen && message.ts > seen && message.user.id !== this.page.me.id);
    if (first > 0 && this.page.show === "all") nodes.splice(first, 0, h("p", { class: "new-mark", "data-new": "" }, "New since you were here"));
    this.place.replaceChildren(...(nodes.length ? nodes : [this.empty()]));
  }

  before(messages) {
    for (const message of messages) this.messages.set(message.id, message);
    this.place.prepend(...messages.filter((message) => !this.above(message)).map((message) => thread(message, this.page)));
  }

  empty() {
    const words = { all: "Nothing has been asked here yet.", questions: "There is no question here yet.", waiting: "No question is waiting for an answer." };
    return h("div", { class: "empty", "data-empty": "" }, h("h2", {}, words[this.page.show]));
  }

  // One message that was written or changed. Gives whether it is new here. One's own comes twice, as
  // the answer to what was sent and as news: nothing is drawn again then, unless its words were put
  // away for a box to write in.
  take(message) {
    if (message.kind === "system") return false;
    const told = JSON.stringify(message);
    if (this.taken.get(message.id) === told && !this.isBare(message.id)) return false;
    this.taken.set(message.id, told);
    const fresh = message.thread ? this.answer(message) : this.top(message);
    if (this.place.querySelector("[data-thread]")) one("[data-empty]", this.place)?.remove();
    return fresh;
  }

  top(message) {
    const known = this.messages.get(message.id);
    const answers = known?.answers ?? [];
    if (message.state === "deleted" && !answers.length) {
      this.messages.delete(message.id);
      this.node(message.id)?.remove();
      return false;
    }
    this.messages.set(message.id, { ...message, answers });
    if (this.above(this.messages.get(message.id))) this.node(message.id)?.remove();
    else if (this.node(message.id)) this.redraw(message.id);
    else this.put(message.id);
    return !known;
  }

  answer(message) {
    const parent = this.messages.get(message.thread);
    if (!parent) return false;
    const known = parent.answers.some((answer) => answer.id === message.id);
    parent.answers = parent.answers.filter((answer) => answer.id !== message.id);
    if (message.state !== "deleted") parent.answers = [...parent.answers, message].sort((a, b) => a.ts - b.ts);
    if (this.node(parent.id)) this.redraw(parent.id);
    else this.put(parent.id);
    return !known && message.state !== "deleted";
  }

  // A thread that is not drawn yet, in its place among those that are.
  put(id) {
    const message = this.messages.get(id);
    const later = [...this.messages.values()].filter((other) => other.ts > message.ts && this.node(other.id)).sort((a, b) => a.ts - b.ts);
    this.place.insertBefore(thread(message, this.page), later.length ? this.node(later[0].id) : null);
  }

  node(id) {
    return this.place.querySelector(`[data-thread="${CSS.escape(id)}"]`);
  }

  isBare(id) {
    const words = this.place.querySelector(`[data-message="${CSS.escape(id)}"] [data-words]`);
    return Boolean(words && !words.hasChildNodes());
  }

  // Draw a thread again; a box somebody writes in goes over to the new node with its words.
  redraw(id) {
    const old = this.node(id);
    if (!old) return;
    const focused = document.activeElement;
    const box = one("[data-reply-place]", old).firstChild;
    const editing = old.querySelector("[data-editing]");
    const open = held(old);
    const fresh = thread(this.messages.get(id), this.page);
    if (box) one("[data-reply-place]", fresh).append(box);
    if (editing) {
      const place = fresh.querySelector(`[data-message="${CSS.escape(editing.dataset.editing)}"] [data-words]`);
      place?.replaceChildren(editing);
    }
    const kept = old.contains(focused) && !fresh.contains(focused) ? focused : null;
    old.replaceWith(fresh);
    if (open) reopen(open, fresh);
    else if (fresh.contains(focused)) focused.focus();
    else if (kept) (kept.classList.contains("vote") ? fresh.querySelector(".vote") : fresh.querySelector(".turn"))?.focus();
  }
}
