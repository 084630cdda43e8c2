// The room on the page: questions with their answers, asked and answered without leaving it. One
// panel for every chat server; what differs between them is the transport.
import { counted } from "../dom.js";
import { h, said } from "./elements.js";
import { entryForm, fill, wordsBox } from "./forms.js";
import { timeOf } from "../zone.js";

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
    this.messages = new Map();
    this.drawn = new Map();
    this.heard = new Set();
    this.kept = [];
    this.draft = { ask: "" };
    this.newest = true;
    this.note = h("p", { class: "room-note", role: "status" });
    this.form = h("div");
    this.count = h("span", { class: "n" });
    this.order = h("button", { class: "go", type: "button", onclick: () => this.turn() }, this.words.newest);
    this.list = h("div", { class: "room-list" });
    this.box = h("div", { class: "room-panel" }, this.note, this.form, this.list);
  }

  // How many there are and in which order stands in the section's head, where it has one of its own.
  mount() {
    const head = this.place.parentElement.querySelector(":scope > .h");
    head?.querySelector(".n")?.remove();
    if (head) head.append(this.count, this.order);
    else this.list.before(h("p", { class: "room-bar" }, this.count, this.order));
    this.place.append(this.box);
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
      this.say(fill(this.words.unreachable, { why: error.message }));
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
        if (error.name !== "AbortError") failures += 1;
        if (failures > 1) this.say(this.words.offline);
        await pause(failures ? Math.min(2 ** failures, 60) * (0.5 + Math.random()) : 0.1);
      }
      // A page that nobody looks at asks only now and then.
      if (document.hidden) await pause(5);
    }
  }

  take(found, live = false) {
    const touched = new Set();
    for (const message of [found].flat()) {
      const before = this.messages.get(message.id);
      this.heard.add(message.id);
      if (message.gone) {
        if (!this.messages.delete(message.id)) continue;
        touched.add(before.thread ?? message.id);
        continue;
      }
      if (JSON.stringify(before) === JSON.stringify(message)) continue;
      this.messages.set(message.id, message);
      touched.add(this.root(message));
      if (live && !before && !message.own) this.say(fill(message.thread ? this.words.answers : this.words.asks, { name: message.name }));
    }
    if (touched.size) this.draw(touched);
  }

  root(message) {
    let found = message;
    for (let steps = 0; steps < 20 && this.messages.has(found.thread); steps += 1) found = this.messages.get(found.thread);
    return found.id;
  }

  draw(touched) {
    const threads = new Map();
    for (const message of this.messages.values()) {
      const root = this.root(message);
      if (!threads.has(root)) threads.set(root, []);
      threads.get(root).push(message);
    }
    const roots = [...threads.keys()].map((id) => this.messages.get(id)).filter((message) => !message.pinned);
    roots.sort((one, other) => new Date(one.at) - new Date(other.at));
    if (this.newest) roots.reverse();
    for (const id of [...this.drawn.keys()]) {
      if (!threads.has(id)) { this.drawn.get(id).remove(); this.drawn.delete(id); }
    }
    let after = null;
    for (const root of roots) {
      if (!this.drawn.has(root.id) || touched?.has(root.id)) this.redraw(root, threads.get(root.id));
      const element = this.drawn.get(root.id);
      const next = after ? after.nextSibling : this.list.firstChild;
      if (element !== next) this.list.insertBefore(element, next);
      after = element;
    }
    const questions = [...roots.filter((root) => root.question), ...this.kept];
    const answered = questions.filter((root) => root.answered).length;
    this.count.textContent = fill(counted(this.words.count, questions.length), { answered });
    this.order.hidden = roots.length < 2;
  }

  // What was archived and is live now is not shown twice; what this room has never heard of (it was
  // made anew, or is longer than what was read of it) stays as it was archived.
  async keep(archived) {
    const live = new Set(await Promise.all([...this.heard].map(anchor)));
    for (const old of archived) {
      old.hidden = live.has(old.id) || live.has(null);
      if (old.hidden || !old.matches("[itemtype$=Question]")) continue;
      this.kept.push({ answered: Boolean(old.querySelector(".badge.ok")) });
    }
    this.draw();
  }

  // A thread that is being answered keeps its box and the words in it.
  redraw(root, messages) {
    const old = this.drawn.get(root.id);
    const reply = old?.querySelector("form");
    const held = old?.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    const inReply = reply?.contains(document.activeElement);
    const rest = messages.filter((message) => message !== root).sort((one, other) => new Date(one.at) - new Date(other.at));
    const element = h("article", { class: "qa" }, this.post(root, root.question ? "Q" : ""), rest.map((message) => this.post(message, "A")), this.acts(root), reply);
    if (old) old.replaceWith(element);
    this.drawn.set(root.id, element);
    anchor(root.id).then((name) => {
      if (!name) return;
      element.id = name;
      element.querySelector("[data-act=link]").href = `#${name}`;
    });
    if (inReply) reply.querySelector("textarea").focus();
    else if (held) element.querySelector(`[data-act="${CSS.escape(held)}"]`)?.focus();
  }

  post(message, letter) {
    const who = h("p", { class: "who" }, h("strong", {}, h("bdi", {}, message.name || this.words.somebody)));
    if (message.author) who.append(h("span", { class: "badge author" }, this.words.author));
    else if (message.staff) who.append(h("span", { class: "badge" }, this.words.staff));
    if (message.where) who.append(h("span", { class: "soft" }, message.where));
    who.append(h("span", { class: "soft" }, timeOf(message.at)));
    if (message.edited) who.append(h("span", { class: "soft" }, this.words.edited));
    if (message.own && !this.closed) {
      who.append(
        h("button", { class: "room-own", type: "button", "data-act": `edit-${message.id}`, onclick: (event) => this.editor(message, event.target) }, this.words.edit),
        h("button", { class: "room-own", type: "button", "data-act": `drop-${message.id}`, onclick: () => this.drop(message) }, this.words.remove),
      );
    }
    return h("div", { class: message.author ? "turn a" : "turn" }, h("b", { "aria-hidden": "true" }, letter), h("div", {}, who, said(message)));
  }

  acts(root) {
    const line = h("p", { class: "acts" });
    const { me } = this.transport;
    const wish = counted(this.words.want, root.votes);
    if (root.question && me && !root.own && !this.closed) {
      line.append(h("button", { type: "button", "data-act": "vote", "aria-pressed": String(root.voted), onclick: () => this.act("vote", root, !root.voted) }, this.icon("upv"), root.votes ? wish : this.words.want0));
    } else if (root.votes) {
      line.append(h("span", {}, wish));
    }
    if (root.answered) line.append(h("span", { class: "badge ok" }, this.icon("check"), this.words.answered));
    else if (root.question) line.append(h("span", { class: "badge warn" }, this.icon("clock"), this.words.waiting));
    if (root.question && me && (me.marks || root.own) && !this.closed) {
      line.append(h("button", { type: "button", "data-act": "settle", onclick: () => this.act("settle", root, !root.answered) }, root.answered ? this.words.reopen : this.words.settle));
    }
    if (!this.closed) line.append(h("button", { type: "button", "data-act": "reply", onclick: (event) => this.reply(root, event.target) }, this.icon("chat"), this.words.reply));
    line.append(h("a", { "data-act": "link", "aria-label": this.words.link }, this.icon("link")));
    return h("div", { class: "turn" }, h("span"), line);
  }

  async act(name, ...values) {
    try {
      this.take(await this.transport[name](...values));
    } catch (error) {
      this.say(error.message);
    }
  }

  drop(message) {
    if (confirm(this.words.sure)) this.act("remove", message);
  }

  editor(message, button) {
    const place = button.closest(".turn").querySelector(".say");
    const box = this.box_for({ text: message.text, label: this.words.edit, send: this.words.save, done: async (text) => this.act("edit", message, text), cancel: () => this.draw(new Set([this.root(message)])) });
    place.replaceWith(box);
    box.querySelector("textarea").focus();
  }

  reply(root, button) {
    const element = button.closest("article");
    if (!this.transport.me) {
      this.form.scrollIntoView({ block: "center" });
      this.form.querySelector("input, textarea")?.focus();
      return;
    }
    let form = element.querySelector("form");
    if (!form) {
      const id = newId();
      form = this.box_for({ text: "", label: this.words.reply, send: this.words.reply, done: async (text) => { await this.send(text, root.id, id); form.remove(); }, cancel: () => { form.remove(); element.querySelector("[data-act=reply]")?.focus(); } });
      element.append(form);
    }
    form.querySelector("textarea").focus();
  }

  async send(text, thread, id) {
    this.take(await this.transport.send(text, thread, id));
  }

  box_for(options) { return wordsBox(this.words, this.transport.longest, options); }

  compose() {
    if (this.closed) {
      this.form.replaceChildren(h("p", { class: "callout" }, this.words.closed));
      return;
    }
    const { me } = this.transport;
    if (!me) {
      this.form.replaceChildren(this.entry());
      return;
    }
    let id = newId();
    const change = h("button", { class: "room-own", type: "button", onclick: () => { this.transport.leave(); location.reload(); } }, this.words.change);
    const foot = h("span", {}, fill(this.words.as, { name: me.name }), " · ", change, " · ", this.words.kept);
    this.form.replaceChildren(this.box_for({ text: "", label: this.place.querySelector(".prompt").textContent, send: this.words.ask, foot, done: async (text) => { await this.send(text, null, id); id = newId(); } }));
  }

  entry() {
    const personal = this.place.dataset.engine === "embedded";
    return entryForm(this.words, this.transport.writing, personal, async (values) => {
      await this.transport.enter(values);
      // What is one's own, and voted for, shows only now.
      const { messages } = await this.transport.load();
      this.take(messages);
      this.draw(new Set(this.messages.keys()));
      this.compose();
      this.form.querySelector("textarea").focus();
      this.abort?.abort();
    });
  }
}

export async function open(place, button, words) {
  const { engine } = place.dataset;
  const { transport } = await (engine === "matrix" ? import("./matrix.js") : import("./embedded.js"));
  const panel = new Panel(place, transport(place.dataset), words);
  panel.mount();
  await panel.start();
  await panel.keep(place.parentElement.querySelectorAll(":scope > article.qa"));
  button.hidden = true;
  if (location.hash.startsWith("#q-")) setTimeout(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), 200);
}
