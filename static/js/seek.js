// `/` and the field in the header open the search; the page's own field, if it has one, comes first.
// `?` shows the keys. Both are fetched when first asked for.
import { read } from "./store.js";

const button = document.querySelector("[data-search]");
let typed = null; // while the search is on its way
function show() {
  typed ??= "";
  import("./search/palette.js").then((palette) => {
    palette.show(typed);
    typed = null;
  });
}

function seek() {
  const own = document.querySelector("[data-search-field]");
  if (own) own.focus();
  else show();
}
const acts = { "/": seek, "?": () => import("./search/keys.js").then((keys) => keys.show()) };

// Whether a key is pressed alone, and not to write.
export const bare = ({ ctrlKey, metaKey, altKey, target }) =>
  !(ctrlKey || metaKey || altKey || target.closest("input, textarea, select, [contenteditable]"));

// Keys of a single character can be switched off; then nothing names one.
export const areOn = () => read("keys") !== "off";
export function hint() {
  for (const key of document.querySelectorAll(":is(.field, .seek) > kbd")) key.hidden = !areOn();
}

if (button && document.documentElement.dataset.js !== undefined) {
  button.hidden = false;
  button.addEventListener("click", show);
  hint();
  document.addEventListener("keydown", (event) => {
    const act = typed === null && areOn() && acts[event.key];
    if (!bare(event) || !(act || (typed !== null && event.key.length === 1))) return;
    event.preventDefault();
    if (act) act();
    else typed += event.key;
  });
}
