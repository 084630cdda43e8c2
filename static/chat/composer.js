// Writing: the box at the foot of a room, an answer below a question, other words for a message.

import { h } from "./dom.js";
import * as keep from "./keep.js";
import { completes } from "./mention.js";

let count = 0;

// `send` is given the words (and whether they are a question) and gives a promise; the words stay
// in the box until it is kept, and what was typed meanwhile stays for good. `done` is given what the
// promise gave, and whether there is something left. A box that began with `text` holds the whole of
// a message, so that what was changed meanwhile is sent again with the rest.
export const composer = ({ label, button, draft = "", text = "", longest, hint, question, people, send, done, cancel }) => {
  const id = `words-${count += 1}`;
  const error = h("p", { class: "bad-word", role: "alert", hidden: true });
  const left = h("span", { "aria-live": "polite" });
  const area = h("textarea", { id, rows: "2", enterkeyhint: matchMedia("(pointer: coarse)").matches ? "enter" : "send", "aria-describedby": `${id}-hint` });
  area.value = text || (draft && keep.get(draft)) || "";
  const kind = question === undefined ? null : h("input", { type: "checkbox", checked: question });
  let touched = false;
  kind?.addEventListener("change", () => { touched = true; });
  const submit = h("button", { class: "b p s", type: "submit" }, button);

  const changed = () => {
    if (draft) keep.set(draft, area.value || null);
    const over = [...area.value].length - longest;
    left.textContent = over > -300 ? (over > 0 ? `${over} characters too many` : `${-over} characters left`) : "";
    left.className = over > 0 ? "over" : "";
    if (kind && !touched && /[?？؟]/u.test(area.value)) kind.checked = true;
  };

  const form = h("form", { class: "ask" },
    h("label", { for: id }, label), area, people && completes(area, people), error,
    h("p", { class: "fo" },
      kind && h("label", { class: "kind" }, kind, "This is a question"),
      h("span", { id: `${id}-hint` }, hint), left,
      cancel && h("button", { class: "b s", type: "button", onclick: cancel }, "Cancel"),
      submit));

  const rest = (before) => {
    if (area.value === before) return "";
    if (text || !area.value.startsWith(before)) return area.value;
    return area.value.slice(before.length).trimStart();
  };

  const clear = (before) => {
    const left = rest(before);
    if (left === area.value) return left;
    const fromEnd = [area.value.length - area.selectionStart, area.value.length - area.selectionEnd];
    area.value = left;
    area.setSelectionRange(...fromEnd.map((count) => Math.max(left.length - count, 0)));
    changed();
    return left;
  };

  const sent = async (event) => {
    event?.preventDefault();
    const before = area.value;
    const words = before.trim();
    if (!words || submit.disabled || [...area.value].length > longest) return;
    submit.disabled = true;
    error.hidden = true;
    try {
      const found = await send(words, kind?.checked);
      touched = false;
      done(found, clear(before) !== "");
    } catch (refusal) {
      error.textContent = `${refusal.message} Your words are still here.`;
      error.hidden = false;
    }
    submit.disabled = false;
  };

  form.addEventListener("submit", sent);
  area.addEventListener("input", changed);
  area.addEventListener("keydown", (event) => {
    const plain = !event.shiftKey && !event.isComposing && !matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && (plain || event.ctrlKey || event.metaKey)) sent(event);
    if (event.key === "Escape" && cancel) cancel();
  });
  changed();
  form.focusWords = () => area.focus();
  return form;
};
