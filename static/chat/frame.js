// What every page's header does: the theme, who one is, and the way out.

import { session, signOut } from "./api.js";
import { h, one } from "./dom.js";

const themeNow = () => document.documentElement.dataset.theme
  ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

one("[data-theme-switch]")?.addEventListener("click", () => {
  const theme = themeNow() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // It holds for this page.
  }
});

export const showMe = () => {
  const me = session()?.me;
  const place = one("[data-me]");
  if (place) {
    place.hidden = !me;
    place.replaceChildren(...(me ? [h("span", {}, me.name), h("button", {
      type: "button", onclick: async () => { await signOut(); location.reload(); },
    }, "Sign out")] : []));
  }
  const authors = one('[data-for="authors"]');
  if (authors) authors.hidden = !me?.papers?.length;
  const moderators = one('[data-for="moderators"]');
  if (moderators) moderators.hidden = !me?.moderates;
};

showMe();
