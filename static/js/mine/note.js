// A note to oneself on the page of a paper, a session or anything else that can be starred.
import { everything, note } from "./store.js";

const key = document.querySelector("main[data-record]")?.dataset.record;
const acts = document.querySelector(".margin-acts");
const [, , , , title, hint] = document.querySelector("[data-stars]")?.dataset.words?.split("|") ?? [];
const REST = 400;

function field() {
  const box = document.createElement("details");
  box.className = "note";
  const head = document.createElement("summary");
  head.textContent = title;
  const area = document.createElement("textarea");
  area.rows = 4;
  area.setAttribute("aria-label", title);
  const small = document.createElement("small");
  small.textContent = hint;
  box.append(head, area, small);
  const fill = () => {
    if (document.activeElement !== area) area.value = everything().notes[key] ?? "";
  };
  fill();
  box.open = Boolean(area.value);
  let timer = 0;
  const save = () => {
    clearTimeout(timer);
    if ((everything().notes[key] ?? "") !== area.value.trim()) note(key, area.value.trim());
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, REST);
  });
  area.addEventListener("blur", save);
  addEventListener("pagehide", save);
  document.addEventListener("mine", fill);
  return box;
}

if (key && acts && title) acts.after(field());
