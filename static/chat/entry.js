// Coming in: a chosen name, the conference's code, or the word that a personal link is needed.

import { signIn } from "./api.js";
import { callout, h } from "./dom.js";

export const entry = (info, done) => {
  if (info.writing === "personal") {
    return callout("lock", "Here one writes with a personal link, which the organizers sent to every attendee. Open it once in this browser, and come back.");
  }
  const error = h("p", { class: "bad-word", role: "alert", hidden: true });
  const name = h("input", { name: "name", autocomplete: "name", required: true, maxlength: "60" });
  const code = h("input", { name: "code", autocomplete: "off", required: true, maxlength: "100" });
  const button = h("button", { class: "b p", type: "submit" }, "Come in");
  const form = h("form", { class: "come-in" },
    h("div", { class: "fields" },
      h("label", {}, "Your name, as others will see it", name),
      info.writing === "code" && h("label", {}, "The conference's code", code),
      button),
    error,
    h("p", { class: "small soft" }, "Authors and moderators: your personal link shows others who you are. What you write is kept with the paper after the conference."));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    error.hidden = true;
    try {
      await done(await signIn({ name: name.value, code: code.value }));
    } catch (refusal) {
      error.textContent = refusal.message;
      error.hidden = false;
    }
    button.disabled = false;
  });
  return form;
};
