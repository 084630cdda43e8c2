// A note to oneself on the page of a paper, a session or anything else that can be starred.
import { everything, note } from "./store.js";

const key = document.querySelector("main[data-record]")?.dataset.record;
const box = document.querySelector("[data-note]");
const REST = 400;

function begin(area) {
  const fill = () => {
    if (document.activeElement !== area) area.value = everything().notes[key] ?? "";
  };
  fill();
  box.open = Boolean(area.value);
  delete document.documentElement.dataset.noted; // early.js kept its place
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
}

if (key && box) begin(box.querySelector("textarea"));
