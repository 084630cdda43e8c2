// The switch between the light and the dark theme.
import { keep } from "./store.js";

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const [toDark, toLight] = button.dataset.words.split("|");
  const name = () => button.setAttribute("aria-label", isDark() ? toLight : toDark);
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    // following the system again once the choice agrees with it
    if ((theme === "dark") === dark.matches) delete root.dataset.theme;
    else root.dataset.theme = theme;
    keep("theme", root.dataset.theme ?? null);
    name();
  });
  dark.addEventListener("change", name);
  name();
}
