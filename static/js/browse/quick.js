// A paper beside its list: quick view in a dialog, next and previous by arrows, the place kept.
import { visit } from "../mine/store.js";
import { starButton } from "../mine/stars.js";
import { areOn, bare } from "../seek.js";
import { icon } from "./row.js";

const page = document.querySelector("[data-papers]");
const shown = JSON.parse(page.dataset.words).quick;
const rows = page.querySelector("[data-rows]");
const make = (tag, options = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), options);
  element.append(...children);
  return element;
};

let box = null;
let turn = 0;

const all = () => [...rows.querySelectorAll(".row")];
const marked = () => rows.querySelector(".row.cur");
const focused = () => document.activeElement.closest("[data-rows] .row");
const now = () => (box?.open ? null : focused()) ?? marked();

// Moves the mark of the list's present row; the page's focus goes with it unless the view is open.
function go(step) {
  const list = all();
  const place = list.indexOf(now());
  const row = list[Math.min(list.length - 1, Math.max(0, place < 0 ? 0 : place + step))];
  if (!row) return;
  mark(row);
  row.scrollIntoView({ block: "nearest" });
  if (box?.open) fill(row);
  else row.querySelector("a").focus({ preventScroll: true });
}

function mark(row) {
  marked()?.classList.remove("cur");
  row.classList.add("cur");
}

function build() {
  const dialog = make("dialog", { className: "pop quick" });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => marked()?.querySelector("a").focus({ preventScroll: true }));
  document.body.append(dialog);
  return dialog;
}

function button(label, name, action) {
  const made = make("button", { type: "button", className: "tool" }, icon(name));
  made.setAttribute("aria-label", label);
  made.title = label;
  made.addEventListener("click", action);
  return made;
}

// What the paper's own page says, without its frame: links are made to lead where they led there.
async function content(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  const other = new DOMParser().parseFromString(await response.text(), "text/html");
  const parts = other.querySelectorAll("[data-quick]");
  for (const part of parts) {
    for (const name of ["href", "src"]) {
      for (const element of part.querySelectorAll(`[${name}]`)) {
        element.setAttribute(name, new URL(element.getAttribute(name), address).href);
      }
    }
  }
  return [...parts].map((part) => document.importNode(part, true));
}

async function fill(row) {
  const mine = ++turn;
  const link = row.querySelector("h2 a, h3 a");
  const key = `papers/${row.dataset.paper}`;
  const head = make(
    "div",
    { className: "head" },
    button(shown.previous, "upv", () => go(-1)),
    button(shown.next, "down", () => go(1)),
    starButton(key, link.textContent),
    make("a", { className: "b s", href: link.href }, shown.open),
    button(shown.close, "close", () => box.close()),
  );
  const title = make("h2", {}, ...[...link.childNodes].map((node) => node.cloneNode(true)));
  const who = row.querySelector(".who")?.cloneNode(true) ?? "";
  const body = make("div", { className: "body" });
  box.replaceChildren(head, title, who, body);
  box.setAttribute("aria-label", link.textContent);
  try {
    const parts = await content(link.href);
    if (mine !== turn) return;
    body.replaceChildren(...parts);
    visit(key);
  } catch {
    if (mine === turn) body.textContent = shown.failed;
  }
}

function look(row) {
  box ??= build();
  mark(row);
  fill(row);
  if (!box.open) box.showModal();
}

const inList = () => Boolean(box?.open || focused());
const keys = {
  ArrowDown: () => inList() && go(1),
  ArrowUp: () => inList() && go(-1),
  ArrowRight: () => box?.open && go(1),
  ArrowLeft: () => box?.open && go(-1),
};
const letters = {
  s: () => (box?.open ? box : now())?.querySelector("[data-star]")?.click(),
  v: () => (box?.open ? box.close() : look(now() ?? all()[0])),
};

document.addEventListener("keydown", (event) => {
  const action = keys[event.key] ?? (areOn() && letters[event.key]);
  if (!action || !bare(event)) return;
  const other = document.querySelector("dialog[open]");
  if (other && other !== box) return;
  if (action() !== false) event.preventDefault();
});
rows.addEventListener("click", (event) => {
  const button = event.target.closest("[data-look]");
  if (button) look(button.closest(".row"));
});
