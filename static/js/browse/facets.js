// The panel of facets: boxes that came with the page keep their place, other facets follow them.
import * as state from "./state.js";

const panel = document.querySelector("[data-facets]");

// Values of facets are listed by count; long lists end in a box that opens the rest.
const MOST = 14;

// Puts `nodes` into `parent`; what is in its place already is not touched, so that a press on it counts.
function place(parent, nodes) {
  const kept = new Set(nodes);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  nodes.forEach((node, n) => parent.children[n] !== node && parent.insertBefore(node, parent.children[n]));
}

export class Panel {
  // `changed`: called with a facet, its value as addresses spell it, and whether it is chosen; `wanted`:
  // called when a reader first reaches for the panel.
  constructor(shown, changed, wanted) {
    this.shown = shown;
    this.open = new Set();
    this.sections = new Map();
    this.items = new Map();
    this.came = [...panel.children];
    this.boxes = [...panel.querySelectorAll("input")];
    this.facets = new Set(this.boxes.map((box) => box.dataset.facet));
    for (const box of this.boxes) box.checked = state.isChosen(box.dataset.facet, box.dataset.value);
    for (const event of ["pointerenter", "focusin"]) panel.addEventListener(event, wanted, { once: true });
    panel.addEventListener("change", ({ target }) => {
      const { facet, value } = target.dataset;
      if (facet) changed(facet, value, target.checked);
    });
    panel.addEventListener("click", (event) => {
      const more = event.target.closest("[data-more]");
      if (!more) return;
      this.open.add(more.dataset.more);
      changed();
    });
  }

  // Until counts are drawn for what is asked now, the panel says that it is busy.
  wait() {
    panel.ariaBusy = "true";
  }

  // `lists`: facet -> pairs of value and label; `counts`: facet -> value -> number of papers.
  draw(wish, counts, lists, known) {
    const focused = document.activeElement;
    for (const box of this.boxes) {
      this.fill(box, wish, counts, state.valueNamed(box.dataset.facet, box.dataset.value, known));
    }
    const others = Object.keys(lists).filter((facet) => !this.facets.has(facet));
    const added = others.map((facet) => this.section(facet, wish, counts, lists, known));
    place(panel, [...this.came, ...added.filter(Boolean)]);
    panel.ariaBusy = null;
    if (panel.contains(focused)) focused.focus();
  }

  fill(box, wish, counts, value) {
    const { facet } = box.dataset;
    const count = counts[facet][value] ?? 0;
    const row = box.closest("li");
    box.checked = (wish[facet] ?? []).includes(value);
    row.className = count ? "" : "none";
    row.querySelector(".c").textContent = count;
  }

  // Of keywords only those that are left, the most frequent first.
  words(list, counts) {
    const left = Object.keys(counts).map(Number);
    return left.sort((a, b) => counts[b] - counts[a]).map((n) => list[n]);
  }

  section(facet, wish, counts, lists, known) {
    const chosen = wish[facet] ?? [];
    const entries = facet === "keyword" ? this.words(lists.keyword, counts.keyword) : lists[facet].filter(([, label]) => label);
    if (entries.length < 2 && !chosen.length) return null;
    const all = this.open.has(facet);
    const visible = entries.filter(([value], n) => all || n < MOST || chosen.includes(value));
    if (!this.sections.has(facet)) this.sections.set(facet, this.frame(facet));
    const section = this.sections.get(facet);
    const [head, list, more] = section.parts;
    place(list, visible.map(([value, label]) => {
      const item = this.item(facet, state.spelt(facet, value, known), label);
      this.fill(item.querySelector("input"), wish, counts, value);
      return item;
    }));
    more.textContent = this.shown.all.replace("{n}", entries.length);
    place(section, visible.length < entries.length ? [head, list, more] : [head, list]);
    return section;
  }

  frame(facet) {
    const section = document.createElement("section");
    section.className = "facet";
    const head = document.createElement("h2");
    head.textContent = this.shown.facet[facet];
    const more = document.createElement("button");
    more.type = "button";
    more.className = "b s";
    more.dataset.more = facet;
    section.parts = [head, document.createElement("ul"), more];
    return section;
  }

  item(facet, value, label) {
    const name = `${facet} ${value}`;
    if (!this.items.has(name)) this.items.set(name, this.row(facet, value, label));
    return this.items.get(name);
  }

  row(facet, value, label) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.dataset.facet = facet;
    box.dataset.value = value;
    const text = document.createElement("span");
    text.textContent = label;
    const number = document.createElement("span");
    number.className = "c";
    const row = document.createElement("label");
    row.append(box, text, number);
    const item = document.createElement("li");
    item.append(row);
    return item;
  }
}
