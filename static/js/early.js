// Runs before the first paint: the reader's theme, and the sign that script runs. Modules do not
// load from disk, so what needs them stays away there.
(() => {
  const root = document.documentElement;
  if (location.protocol !== "file:") root.dataset.js = "";
  try {
    const theme = localStorage.getItem("miniconf-theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch {
    // storage is blocked: the system's theme stays
  }
})();
