// The keys of this page in a dialog, and the switch of those that are a single character: dictation and
// a hand that slips press them too (WCAG 2.1.4).
import { make } from "../dom.js";
import { areOn, hint } from "../seek.js";
import { keep } from "../store.js";

const { keys: said, close: away } = JSON.parse(document.querySelector("[data-search]").dataset.words);
const own = JSON.parse(document.querySelector("[data-keys]")?.dataset.keys ?? "{}");

let box = null;

function choice() {
  const input = make("input");
  input.type = "checkbox";
  input.checked = areOn();
  input.addEventListener("change", () => {
    keep("keys", input.checked ? null : "off");
    hint();
  });
  return make("label", "choice", input, said.single);
}

export function show() {
  if (box) return;
  const list = make("dl", "keys");
  for (const [key, text] of Object.entries({ "/": said.key_search, ...own, "?": said.key_help })) {
    list.append(make("dt", "", make("kbd", "", key)), make("dd", "", text));
  }
  const close = make("button", "b s", away);
  close.type = "button";
  box = make("dialog", "pop", make("h2", "", said.keys), list, choice(), close);
  box.setAttribute("aria-label", said.keys);
  close.addEventListener("click", () => box.close());
  box.addEventListener("close", () => {
    box.remove();
    box = null;
  });
  document.body.append(box);
  box.showModal();
}
