// Search over everything, from any page: a field, results by kind while typing, keys all through.
import { counted, grouped, painted, tongue } from "../dom.js";
import { current, timeOf } from "../zone.js";
import { cited, lineWith } from "./cited.js";
import { ask, open } from "./client.js";
import { show as showKeys } from "./keys.js";
import { marked } from "./marked.js";
import { tokens } from "./terms.js";

const button = document.querySelector("[data-search]");
const shown = JSON.parse(button.dataset.words);
const root = document.documentElement.dataset.root;
const PAPERS = 7;
const OTHERS = 12;
const QUESTIONS = 5;
// What the dialog shows before it is scrolled is drawn at once, the rest after that is painted.
const SHARE = 0.78; // of the screen
const LINE = 57; // px
const make = (tag, options = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), options);
  element.append(...children);
  return element;
};

let box = null;
let turn = 0;
let drawn = "";
// Enter came before the results of the last letters: what it meant.
let entered = null;

function build() {
  const input = make("input", { type: "search", autocomplete: "off", id: "seek" });
  input.setAttribute("aria-label", shown.hint);
  input.setAttribute("placeholder", "");
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "true", "aria-controls": "seek-list", "aria-autocomplete": "list",
  })) input.setAttribute(name, value);
  const close = make("button", { type: "button", className: "b s" }, shown.close);
  const icon = button.querySelector("svg").cloneNode(true);
  const field = make("label", { className: "field" }, icon, input);
  const hint = make("p", { className: "meta hint" }, shown.hint);
  const status = make("p", { className: "vh" });
  status.setAttribute("role", "status");
  const list = make("div", { id: "seek-list", className: "found" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", shown.title);
  const keysButton = make("button", { type: "button", className: "b s hide-s" }, shown.keys.keys);
  keysButton.addEventListener("click", showKeys);
  const dialog = make("dialog", { className: "pop palette" },
    make("div", { className: "head" }, field, keysButton, close), hint, status, list);
  dialog.setAttribute("aria-label", shown.title);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  input.addEventListener("input", () => search(input.value.trim()));
  input.addEventListener("keydown", keys);
  list.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option, false);
  });
  document.body.append(dialog);
  return { dialog, input, list, status, hint };
}

function keys(event) {
  const options = [...box.list.querySelectorAll("[role=option]")];
  const now = options.findIndex((option) => option.ariaSelected === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    choose(options[(now + step + options.length) % options.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    const apart = event.metaKey || event.ctrlKey;
    if (drawn === box.input.value.trim()) follow(options[Math.max(0, now)], apart);
    else entered = { apart };
  }
}

function follow(link, apart) {
  if (!link) return;
  if (apart) window.open(link.href);
  else location.href = link.href;
}

function choose(option, scroll = true) {
  for (const other of box.list.querySelectorAll("[role=option]")) {
    other.setAttribute("aria-selected", other === option);
  }
  box.input.setAttribute("aria-activedescendant", option?.id ?? "");
  if (scroll) option?.scrollIntoView({ block: "nearest" });
}

const elsewhere = (q, most) => ask("elsewhere", q, most, { zone: current(), language: tongue });

async function search(q) {
  const mine = ++turn;
  entered = null;
  box.hint.hidden = Boolean(q);
  if (!q) {
    drawn = "";
    return box.list.replaceChildren();
  }
  try {
    await open();
    const [{ numbers, first }, { named, found: others }] = await Promise.all([
      ask("find", { q, deep: false, first: PAPERS }),
      elsewhere(q, OTHERS),
    ]);
    if (mine !== turn) return undefined;
    const room = Math.max(1, Math.ceil((SHARE * innerHeight) / LINE) - first.length);
    draw(q, numbers.length, first, others.slice(0, room), named, others.length);
    await painted();
    if (mine !== turn) return undefined;
    const asking = ask("find", { q, first: PAPERS });
    asking.catch(() => {}); // told below
    await painted();
    if (mine === turn && others.length > room) draw(q, numbers.length, first, others, named);
    const whole = await asking;
    if (mine !== turn) return undefined;
    const told = new Set(numbers);
    const papers = whole.first.map((paper) => ({ ...paper, found: !told.has(paper.number) }));
    if (whole.numbers.length !== numbers.length) draw(q, whole.numbers.length, papers, others, named);
    if (!("questions" in button.dataset) || q.length < 3) return undefined;
    const asked = await ask("questions", q, QUESTIONS).catch(() => []);
    if (mine === turn && asked.length) draw(q, whole.numbers.length, papers, [...others, ...asked], named);
  } catch {
    if (mine === turn) box.status.textContent = box.hint.textContent = shown.failed;
    box.hint.hidden = false;
  }
  return undefined;
}

// `papers`: those that only the abstract has are `found`, and show the line. `named`: how many pages
// bear the words in their names. `besides`: how many others there are, drawn or not.
function draw(q, total, papers, others, named, besides = others.length) {
  const words = tokens(q);
  const chosen = q === drawn && box.list.querySelector("[aria-selected=true]")?.href;
  drawn = q;
  const groups = new Map(order(q, papers, named).map((name) => [name, []]));
  for (const { path, title, authors, found } of papers) groups.get("papers").push({ path, title, more: authors.join(", "), found });
  for (const [kind, path, title, more, start] of others) {
    groups.get(kind)?.push({ path, title, start, more: kind === "pages" ? lineWith(more, words) : more });
  }
  if (total > papers.length) {
    const more = shown.more.replace("{n}", grouped(total));
    groups.get("papers").push({ path: `papers.html?q=${encodeURIComponent(q)}`, title: more });
  }
  box.list.replaceChildren(
    ...[...groups].filter(([, entries]) => entries.length).map(([name, entries]) => {
      const head = make("h2", { id: `seek-${name}` }, shown.groups[name]);
      head.setAttribute("role", "presentation");
      const group = make("div", {}, head, ...entries.map((entry) => line(entry, words)));
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", head.id);
      return group;
    }),
  );
  const count = total + besides;
  box.status.textContent = count
    ? counted(shown.results, count)
    : shown.none.replace("{q}", q);
  box.hint.textContent = box.status.textContent;
  box.hint.hidden = count > 0;
  box.list.querySelectorAll("[role=option]").forEach((option, n) => (option.id = `seek-${n}`));
  const options = [...box.list.querySelectorAll("[role=option]")];
  choose(options.find((option) => option.href === chosen) ?? options[0], false);
  if (entered && options.length) {
    follow(options[0], entered.apart);
    entered = null;
  }
}

// The groups in their order; what the words name comes first, the number of a paper before a page.
function order(q, papers, named) {
  const first = papers[0]?.key.toLowerCase() === q.toLowerCase() ? "papers" : named ? "pages" : "";
  return [...new Set([first, ...Object.keys(shown.groups)])].filter(Boolean);
}

function line({ path, title, more, found, start }, words) {
  const link = make("a", { href: root + path }, make("span", {}, ...marked(title, words)));
  const time = start ? [timeOf(start * 1000), more ? ", " : ""] : [];
  if (more || start) link.append(make("small", {}, ...time, ...marked(more ?? "", words)));
  if (found) link.append(cited("small", link.href, words));
  link.setAttribute("role", "option");
  link.tabIndex = -1;
  return link;
}

// What runs for the first time is slow: lines that nobody sees are made before the first key.
function rehearse() {
  for (const title of ["a b", "b a", "ab", "c ba", "a c"]) line({ path: "", title, more: "c a" }, ["a"]);
  counted(shown.results, 0);
}

// `typed`: what the reader has typed since they asked for the search.
export function show(typed) {
  box ??= build();
  if (!box.dialog.open) box.dialog.showModal();
  box.input.focus();
  box.input.select();
  if (typed) {
    box.input.value = typed;
    box.input.dispatchEvent(new Event("input"));
  }
  open().then(() => elsewhere("", 0)).then(rehearse).catch(() => {});
}
