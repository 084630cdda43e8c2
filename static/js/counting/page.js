// Asks whether a visit may be counted, and adds the counter's script only after a yes. A browser that
// asks not to be tracked has answered. The answer is kept a site; where the browser keeps nothing, it
// lasts as long as the page, and the next page asks again.
import { keep, read } from "../store.js";

const box = document.querySelector("[data-counting]");
const { script, attributes } = JSON.parse(box.dataset.counting);
const state = document.querySelector("[data-counting-switch]");
const [on, off, refused] = state.dataset.words.split("|");
const name = `counting-${new URL(document.documentElement.dataset.root || "./", location.href).pathname}`;
const yes = `yes ${script}`; // another counter is another question
const untracked = navigator.globalPrivacyControl === true || navigator.doNotTrack === "1";
let loaded = false;

function load() {
  if (loaded) return;
  loaded = true;
  const element = document.createElement("script");
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.src = script;
  document.head.append(element);
}

function show() {
  const answer = untracked ? "no" : read(name);
  box.hidden = answer === "no" || answer === yes;
  state.textContent = untracked ? refused : answer === yes ? on : off;
  state.disabled = untracked;
  if (answer === yes) load();
}

function answer(text) {
  keep(name, text);
  // what runs already can only be stopped by a page without it
  if (loaded && text === "no") location.reload();
  else show();
}

box.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-answer]");
  if (!button) return;
  answer(button.dataset.answer === "yes" ? yes : "no");
  state.focus({ preventScroll: true }); // the notice is gone; here the answer can be changed
});
state.addEventListener("click", () => answer(read(name) === yes ? "no" : yes));
show();
