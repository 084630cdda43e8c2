// `/` and the field in the header open the search; the page's own field, if it has one, comes first.
// The palette is fetched when it is first asked for.
const button = document.querySelector("[data-search]");
const show = () => import("./search/palette.js").then((palette) => palette.show());

if (button && document.documentElement.dataset.js !== undefined) {
  button.hidden = false;
  button.addEventListener("click", show);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    const own = document.querySelector("[data-search-field]");
    if (own) own.focus();
    else show();
  });
}
