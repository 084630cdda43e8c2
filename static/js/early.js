// Runs before the first paint: the reader's theme, the sign that script runs, and whether the reader has
// a note here, which is open then. Modules do not load from disk, so what needs them stays away there.
(() => {
  const root = document.documentElement;
  if (location.protocol !== "file:") root.dataset.js = "";
  try {
    const theme = localStorage.getItem("miniconf-theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
    const { pathname } = new URL(root.dataset.root || "./", location.href);
    const here = location.pathname.slice(pathname.length).replace(/\.html$/, "");
    if (JSON.parse(localStorage.getItem(`miniconf ${pathname}`))?.notes?.[here]) root.dataset.noted = "";
  } catch {
    // storage is blocked: the system's theme stays
  }
})();
