// Stars beside everything that has a key; pressed, they keep it in the reader's browser.
import { notice } from "../offline/register.js";
import { everything, isStarred, lasts, star, visit } from "./store.js";

const header = document.querySelector("[data-stars]");
const words = header?.dataset.words?.split("|") ?? [];
const [setWord = "Star", unsetWord = "Unstar", starred = "Starred", toStar = "Star", passing = ""] = words;
const own = document.querySelector("main[data-record]")?.dataset.record;

// `title`: what is starred, where the button does not stand in its row yet.
export function starButton(key, title = "") {
  const button = make(key, title);
  show(button);
  return button;
}

function make(key, title) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "star";
  button.dataset.star = key;
  if (title) button.dataset.title = title;
  button.append(header?.querySelector("svg")?.cloneNode(true) ?? "★");
  return button;
}

function show(button) {
  const on = isStarred(button.dataset.star);
  button.setAttribute("aria-pressed", on);
  const text = button.querySelector("[data-star-label]");
  if (text) text.textContent = on ? starred : toStar;
  else button.setAttribute("aria-label", named(button));
  button.closest(".blk")?.classList.toggle("mine", on);
}

// The name says what is starred, since a list holds many of these buttons.
function named(button) {
  const heading = button.closest("article")?.querySelector("h2, h3, h4");
  const title = button.dataset.title ?? heading?.textContent.trim();
  return title ? `${setWord}: ${title}` : setWord;
}

function showAll() {
  for (const button of document.querySelectorAll("[data-star]")) show(button);
  count();
}

function count() {
  if (!header) return;
  header.hidden = false;
  header.querySelector(".num").textContent = Object.keys(everything().stars).length || "";
}

// Rows, blocks and pages that came with the page get their star here.
export function adorn(place = document) {
  for (const row of place.querySelectorAll(".row[data-paper]")) {
    put(row, `papers/${row.dataset.paper}`);
  }
  for (const block of place.querySelectorAll(".blk[data-session], .ag-e[data-session]")) {
    put(block, block.dataset.session);
  }
}

function put(place, key) {
  if (place.querySelector("[data-star]")) return;
  const button = make(key, "");
  place.append(button);
  show(button);
}

// The page's own buttons stand in its HTML, so that nothing moves when they come to life.
function adornPage() {
  if (!own) return;
  for (const button of document.querySelectorAll("[data-star-own]")) {
    button.dataset.star = own;
    show(button);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-star]");
  if (!button) return;
  const on = star(button.dataset.star);
  if (on && !lasts()) notice(passing);
  const link = button.closest("article")?.querySelector("h2 a, h3 a, h4 a");
  const page = button.dataset.star === own ? location.href : link?.href;
  const detail = { key: button.dataset.star, on, page };
  document.dispatchEvent(new CustomEvent("starred", { detail }));
});
document.addEventListener("mine", showAll);
adorn();
adornPage();
if (own) visit(own);
else count();
