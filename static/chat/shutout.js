// Shutting somebody out: asked before it is done, with or without the address they came from.

import { h } from "./dom.js";

// A promise of `{ address }`, or of nothing where the moderator thinks better of it.
export const shutOut = (name) => new Promise((resolve) => {
  const address = h("input", { type: "checkbox", "aria-describedby": "shut-out-hint" });
  const dialog = h("dialog", { class: "pop shut-out", "aria-labelledby": "shut-out-title", onclose: () => {
    dialog.remove();
    resolve(dialog.returnValue === "yes" ? { address: address.checked } : null);
  } },
    h("form", { method: "dialog" },
      h("h2", { id: "shut-out-title" }, `Shut ${name} out for a day?`),
      h("p", {}, "What they wrote stays. A person with a personal link cannot come in by it meanwhile; somebody with a chosen name could come back under another."),
      h("label", {}, address, h("span", {}, "With their address")),
      h("p", { class: "small soft", id: "shut-out-hint" }, "Nobody can then come in or write from there under a chosen name. A university, a hotel or a phone network may be one address for hundreds of people. Those with a personal link go on writing."),
      h("p", { class: "fo" },
        h("button", { class: "b s", value: "no" }, "Cancel"),
        h("button", { class: "b s p", value: "yes" }, "Shut out"))));
  document.body.append(dialog);
  dialog.showModal();
});
