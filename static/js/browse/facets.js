// The panel of facets: lists that came with the page become boxes to tick, others are added.
const panel = document.querySelector("[data-facets]");

// Values of facets are listed by count; long lists end in a box that opens the rest.
const MOST = 14;

export class Panel {
  constructor(shown, changed) {
    this.shown = shown;
    this.changed = changed;
    this.open = new Set();
    panel.addEventListener("change", (event) => {
      const { facet, value } = event.target.dataset;
      if (facet) changed(facet, facet === "mine" ? value : Number(value), event.target.checked);
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
  draw(wish, counts, lists, markOf) {
    const focused = document.activeElement?.dataset;
    const sections = Object.keys(lists).map((facet) => this.section(facet, wish, counts, lists, markOf));
    panel.replaceChildren(...sections.filter(Boolean));
    panel.ariaBusy = null;
    if (focused?.facet) {
      panel.querySelector(`[data-facet="${focused.facet}"][data-value="${focused.value}"]`)?.focus();
    }
  }

  // Of keywords only those that are left, the most frequent first.
  words(list, counts) {
    const left = Object.keys(counts).map(Number);
    return left.sort((a, b) => counts[b] - counts[a]).map((n) => list[n]);
  }

  section(facet, wish, counts, lists, markOf) {
    const chosen = wish[facet] ?? [];
    const entries = facet === "keyword" ? this.words(lists.keyword, counts.keyword) : lists[facet].filter(([, label]) => label);
    if (entries.length < 2 && facet !== "has" && !chosen.length) return null;
    const number = (value) => counts[facet][value] ?? 0;
    const all = this.open.has(facet);
    const visible = entries.filter(([value], n) => all || n < MOST || chosen.includes(value));
    const section = document.createElement("section");
    section.className = "facet";
    const head = document.createElement("h2");
    head.textContent = this.shown.facet[facet];
    const list = document.createElement("ul");
    for (const [value, label] of visible) {
      list.append(this.item(facet, value, label, number(value), chosen, markOf));
    }
    section.append(head, list);
    if (visible.length < entries.length) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "b s";
      more.dataset.more = facet;
      more.textContent = this.shown.all.replace("{n}", entries.length);
      section.append(more);
    }
    return section;
  }

  item(facet, value, label, count, chosen, markOf) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.dataset.facet = facet;
    box.dataset.value = value;
    box.checked = chosen.some((one) => one === value);
    const text = document.createElement("span");
    text.textContent = label;
    const number = document.createElement("span");
    number.className = "c";
    number.textContent = count;
    const row = document.createElement("label");
    row.append(box, facet === "track" ? markOf(Number(value)) : "", text, number);
    const item = document.createElement("li");
    if (!count) item.className = "none";
    item.append(row);
    return item;
  }
}
