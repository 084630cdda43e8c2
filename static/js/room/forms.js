// The boxes of a room: for words, and for coming in.
import { filled } from "../dom.js";
import { h } from "./elements.js";
import { why } from "./refused.js";

// A box for words. They stay in it until the server has them; what was typed meanwhile stays, too,
// of a text that is sent as a `whole` with what it belongs to.
export function wordsBox(words, longest, { text = "", whole, label, send, done, close, foot }) {
  const area = h("textarea", { rows: 3, "aria-label": label, placeholder: label, maxlength: longest, dir: "auto" });
  area.value = text;
  const error = h("span", { class: "room-error", role: "alert" });
  const button = h("button", { class: "b s p", type: "submit" }, send);
  const back = close && h("button", { class: "b s", type: "button", onclick: close }, words.cancel);
  const form = h("form", { class: "ask" }, area, h("div", { class: "fo" }, foot, error, back, button));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (event.key === "Escape") close?.();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = area.value;
    if (!sent.trim() || button.disabled) return;
    button.disabled = true;
    error.textContent = "";
    try {
      await done(sent.trim());
      const rest = (area.value.startsWith(sent) ? area.value.slice(sent.length) : area.value).trimStart();
      if (!whole || !rest) area.value = rest;
      if (!rest) close?.();
    } catch (fault) {
      error.textContent = filled(words.unsent, { why: why(words, fault) });
    }
    button.disabled = false;
  });
  return form;
}

// By which name, code or personal link one comes in; `enter(values)` does it.
export function entryForm(words, writing, personal, enter) {
  const field = (name, label, type = "text") => h("label", { class: "room-field" }, label,
    h("input", { name, type, required: true, autocomplete: name === "name" ? "name" : "off", maxlength: 400 }));
  const error = h("p", { class: "room-error", role: "alert" });
  const form = h("form", { class: "ask" });
  const byLink = h("button", { class: "room-own", type: "button", onclick: () => show(true) }, words.have_link);
  const show = (link) => {
    const fields = link ? [field("link", words.your_link, "url")] : [field("name", words.your_name)];
    if (!link && writing === "code") fields.push(field("code", words.code));
    const submit = h("button", { class: "b s p", type: "submit" }, words.enter);
    form.replaceChildren(...fields, error, h("div", { class: "fo" }, h("span", {}, !link && personal ? byLink : ""), submit));
    if (link) form.querySelector("input").focus();
  };
  show(writing === "personal");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    if (values.link) values.link = values.link.split("#").pop();
    error.textContent = "";
    try {
      await enter(values);
    } catch (fault) {
      error.textContent = why(words, fault);
    }
  });
  return form;
}
