// A paper as a line of the list: what templates/macros/rows.html writes, for papers that come later.
import { marked } from "../search/marked.js";
import { starButton } from "../mine/stars.js";
import { timeOf } from "../zone.js";

const root = document.documentElement.dataset.root;
const icons = document.querySelector("template[data-icons]")?.content;
const make = (tag, className, ...children) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

export function icon(name, label) {
  const svg = icons?.querySelector(`.i-${name}`)?.cloneNode(true);
  if (svg && label) {
    svg.removeAttribute("aria-hidden");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  }
  return svg ?? "";
}

const ICONS = { video: "play", dataset: "data" };

export function paperRow(paper, { words, shown, markOf }) {
  const link = make("a", "", ...marked(paper.title, words));
  link.href = root + paper.path;
  const row = make("article", "row", markOf(paper.track), make("h2", "", link));
  row.dataset.paper = paper.key;
  const names = paper.authors.slice(0, 6).join(", ");
  const who = make("p", "who", ...marked(names, words));
  if (paper.authors.length > 6) who.append(` ${shown.and_more.replace("{n}", paper.authors.length - 6)}`);
  row.append(who);
  const has = paper.has.filter((name) => name !== "award");
  if (has.length) {
    row.append(make("p", "has", ...has.map((name) => icon(ICONS[name] ?? name, shown.has[name]))));
  }
  const side = make("p", "side");
  if (paper.session) side.append(timeOf(paper.session[2] * 1000));
  side.append(paper.type ?? "");
  row.append(side, starButton(`papers/${paper.key}`, paper.title));
  return row;
}

export function detail(row, paper, opening, words) {
  row.querySelector(".who").after(make("p", "hitline", ...marked(opening, words)));
  if (paper.keywords.length) {
    const chips = paper.keywords.slice(0, 6).map((word) => make("span", "chip", ...marked(word, words)));
    row.querySelector(".hitline").after(make("p", "chips kwline", ...chips));
  }
}
