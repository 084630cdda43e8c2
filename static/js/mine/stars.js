// Stars beside everything that has a key; pressed, they keep it in the reader's browser.
import { everything, isStarred, star, visit } from "./store.js";

const header = document.querySelector("[data-stars]");
const [setWord, unsetWord] = header?.dataset.words?.split("|") ?? ["Star", "Unstar"];

export function starButton(key) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "star";
  button.dataset.star = key;
  button.append(header?.querySelector("svg")?.cloneNode(true) ?? "★");
  show(button);
  return button;
}

function show(button) {
  const on = isStarred(button.dataset.star);
  button.setAttribute("aria-pressed", on);
  const label = on ? unsetWord : setWord;
  const text = button.querySelector("[data-star-label]");
  if (text) text.textContent = label;
  else button.setAttribute("aria-label", label);
}

function showAll() {
  for (const button of document.querySelectorAll("[data-star]")) show(button);
  if (!header) return;
  const count = Object.keys(everything().stars).length;
  header.hidden = false;
  header.querySelector(".num").textContent = count || "";
}

// Rows and pages that came with the page get their star here.
for (const row of document.querySelectorAll(".row[data-paper]")) {
  if (!row.querySelector("[data-star]")) row.append(starButton(`papers/${row.dataset.paper}`));
}
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-star]");
  if (button) star(button.dataset.star);
});
document.addEventListener("mine", showAll);
const page = document.querySelector("main [data-record]")?.dataset.record;
if (page) visit(page);
else showAll();
