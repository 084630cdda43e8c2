// The room on the page: questions with their answers, asked and answered without leaving it. One
// panel for every chat server; what differs between them is the transport.
import { counted, filled } from "../dom.js";
import { h } from "./elements.js";
import { entryForm, wordsBox } from "./forms.js";
import { Messages } from "./messages.js";
import { why } from "./refused.js";
import { article } from "./thread.js";

const pause = (seconds) => new Promise((go) => { setTimeout(go, seconds * 1000); });
const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");

// The anchor under which the archived page will have the same question for ever.
async function anchor(id) {
  if (!crypto.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(id));
  return `q-${[...new Uint8Array(digest).slice(0, 4)].map((n) => n.toString(16).padStart(2, "0")).join("")}`;
}

class Panel {
  constructor(place, transport, words) {
    this.place = place;
    this.transport = transport;
    this.words = words;
    this.messages = new Messages();
    this.drawn = new Map();
    this.boxes = new Map();
    this.kept = [];
    this.draft = "";
    this.newest = true;
    this.note = h("p", { class: "room-note", role: "status" });
    this.form = h("div");
    this.count = h("span", { class: "n" });
    this.order = h("button", { class: "go", type: "button", onclick: () => this.turn() }, this.words.newest);
    this.list = h("div", { class: "room-list" });
    this.box = h("div", { class: "room-panel" }, this.note, this.form, this.list);
  }

  // How many there are and in which order stands in the section's head, where it has one of its own.
  heading() {
    const head = this.place.parentElement.querySelector(":scope > .h");
    head?.querySelector(".n")?.remove();
    if (head) head.append(this.count, this.order);
    else this.list.before(h("p", { class: "room-bar" }, this.count, this.order));
  }

  icon(name) {
    return this.place.querySelector("template").content.querySelector(`.i-${name}`).cloneNode(true);
  }

  say(text) { this.note.textContent = text; }

  turn() {
    this.newest = !this.newest;
    this.order.textContent = this.newest ? this.words.newest : this.words.oldest;
    this.draw();
  }

  async start() {
    const patience = setTimeout(() => this.say(this.words.loading), 300);
    try {
      const { messages, since, closed } = await this.transport.load();
      this.closed = closed;
      this.take(messages);
      this.say("");
      this.compose();
      this.follow(since);
    } catch (error) {
      this.say(filled(this.words.unreachable, { why: why(this.words, error) }));
      throw error;
    } finally {
      clearTimeout(patience);
    }
  }

  async follow(start) {
    let since = start;
    let failures = 0;
    for (;;) {
      this.abort = new AbortController();
      const begun = performance.now();
      try {
        const found = await this.transport.news(since, this.abort.signal);
        if (failures) this.say("");
        failures = 0;
        since = found.since;
        this.take(found.messages, true);
        // A server that does not wait for news is not asked without a pause.
        if (performance.now() - begun < 1000) await pause(1);
      } catch (error) {
        if (error.out) this.out(error);
        else if (error.name !== "AbortError") failures += 1;
        if (failures > 1) this.say(this.words.offline);
        await pause(failures ? Math.min(2 ** failures, 60) * (0.5 + Math.random()) : 0.1);
      }
      // A page that nobody looks at asks only now and then.
      if (document.hidden) await pause(5);
    }
  }

  take(found, live = false) {
    const { touched, fresh } = this.messages.take([found].flat());
    for (const message of fresh) if (live && !message.own) this.announce(message);
    if (touched.size) this.draw(touched);
  }

  announce({ thread, question, name }) {
    const what = question ? this.words.asks : this.words.says;
    this.say(filled(thread ? this.words.answers : what, { name }));
  }

  draw(touched) {
    const threads = this.messages.threads((id) => this.boxes.has(`reply ${id}`)).filter(([root]) => !root.pinned);
    if (this.newest) threads.reverse();
    const roots = threads.map(([root]) => root);
    const there = new Set(roots.map((root) => root.id));
    for (const [id, element] of this.drawn) {
      if (!there.has(id)) { element.remove(); this.drawn.delete(id); }
    }
    let after = null;
    for (const [root, answers] of threads) {
      if (!this.drawn.has(root.id) || touched?.has(root.id)) this.redraw(root, answers);
      const element = this.drawn.get(root.id);
      const next = after ? after.nextSibling : this.list.firstChild;
      if (element !== next) this.list.insertBefore(element, next);
      after = element;
    }
    const questions = [...roots.filter((root) => root.question), ...this.kept];
    const answered = questions.filter((root) => root.answered).length;
    this.count.textContent = filled(counted(this.words.count, questions.length), { answered });
    this.order.hidden = roots.length < 2;
  }

  // What was archived and is live now is not shown twice; what this room has never heard of (it was
  // made anew, or is longer than what was read of it) stays as it was archived.
  async keep(archived) {
    const live = new Set(await Promise.all(this.messages.ids().map(anchor)));
    for (const old of archived) {
      old.hidden = live.has(old.id) || live.has(null);
      if (old.hidden || !old.matches("[itemtype$=Question]")) continue;
      this.kept.push({ answered: Boolean(old.querySelector(".badge.ok")) });
    }
    this.draw();
  }

  // Boxes that are open in a thread stay in it, with the words in them.
  redraw(root, answers) {
    const old = this.drawn.get(root.id);
    const active = old?.contains(document.activeElement) ? document.activeElement : null;
    const element = article(this, root, answers);
    if (old) old.replaceWith(element);
    this.drawn.set(root.id, element);
    anchor(root.id).then((name) => {
      if (!name) return;
      element.id = name;
      element.querySelector("[data-act=link]").href = `#${name}`;
    });
    if (element.contains(active)) active.focus();
    else if (active) this.point(root.id, active.dataset.act);
  }

  // The keyboard on what does `act` in a thread.
  point(root, act) {
    this.drawn.get(root)?.querySelector(`[data-act="${CSS.escape(act)}"]`)?.focus();
  }

  async call(name, ...values) {
    try {
      this.take(await this.transport[name](...values));
    } catch (error) {
      if (error.out) this.out(error);
      throw error;
    }
  }

  // Signed out, one may come in again; all boxes keep their words.
  out(error) {
    this.compose();
    this.draw(new Set(this.drawn.keys()));
    this.say(why(this.words, error));
  }

  act(...call) {
    return this.call(...call).catch((error) => this.say(why(this.words, error)));
  }

  drop(message) {
    if (confirm(this.words.sure)) this.act("remove", message);
  }

  edit(message) {
    const done = (text) => this.call("edit", message, text);
    this.unfold(`edit-${message.id}`, this.messages.root(message), { text: message.text, whole: true, label: this.words.edit, send: this.words.save, done });
  }

  reply({ id }) {
    if (this.transport.me) {
      this.unfold("reply", id, { label: this.words.reply, send: this.words.reply, done: this.sender(id) });
      return;
    }
    this.form.scrollIntoView({ block: "center" });
    this.form.querySelector("input, textarea")?.focus();
  }

  // The box of a thread that its button `act` opens.
  unfold(act, root, options) {
    const key = `${act} ${root}`;
    if (!this.boxes.has(key)) {
      const box = this.box_for({ ...options, close: () => this.fold(act, root, box) });
      this.boxes.set(key, box);
      this.draw(new Set([root]));
    }
    this.boxes.get(key).querySelector("textarea").focus();
  }

  fold(act, root, box) {
    const key = `${act} ${root}`;
    if (this.boxes.get(key) !== box) return;
    const inside = [document.body, ...box.querySelectorAll("*")].includes(document.activeElement);
    this.boxes.delete(key);
    this.draw(new Set([root]));
    if (inside) this.point(root, act);
  }

  // The same words sent again go under the same id: where an answer was lost, nothing is said twice.
  sender(thread) {
    const ids = new Map();
    return async (text) => {
      if (!ids.has(text)) ids.set(text, newId());
      await this.call("send", text, thread, ids.get(text));
      ids.delete(text);
    };
  }

  box_for(options) { return wordsBox(this.words, this.transport.longest, options); }

  compose() {
    if (this.closed) {
      this.form.replaceChildren(h("p", { class: "callout" }, this.words.closed));
      return;
    }
    const { me } = this.transport;
    if (!me) {
      this.draft = this.form.querySelector("textarea")?.value ?? this.draft;
      this.form.replaceChildren(this.entry());
      return;
    }
    const change = h("button", { class: "room-own", type: "button", onclick: () => { this.transport.leave(); location.reload(); } }, this.words.change);
    const foot = h("span", {}, filled(this.words.as, { name: me.name }), " · ", change, " · ", this.words.kept);
    this.form.replaceChildren(this.box_for({ text: this.draft, label: this.place.querySelector(".prompt").textContent, send: this.words.ask, foot, done: this.sender(null) }));
  }

  entry() {
    const personal = this.place.dataset.engine === "embedded";
    return entryForm(this.words, this.transport.writing, personal, async (values) => {
      await this.transport.enter(values);
      // What is one's own, and voted for, shows only now.
      const { messages } = await this.transport.load();
      this.take(messages);
      this.draw(new Set(this.drawn.keys()));
      this.compose();
      this.say("");
      this.form.querySelector("textarea").focus();
      this.abort?.abort();
    });
  }
}

export async function open(place, button, words) {
  const { engine } = place.dataset;
  const { transport } = await (engine === "matrix" ? import("./matrix.js") : import("./embedded.js"));
  const panel = new Panel(place, transport(place.dataset), words);
  place.querySelector(":scope > .room-panel")?.remove(); // what a try that failed has said
  place.append(panel.box);
  await panel.start();
  panel.heading();
  await panel.keep(place.parentElement.querySelectorAll(":scope > article.qa"));
  button.hidden = true;
  if (location.hash.startsWith("#q-")) setTimeout(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), 200);
}
