// Before anything is drawn: scripts run, and the reader's theme. No module, so that nothing flashes.
(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch {
    // Storage may be closed to a framed page; the system's theme it is, then.
  }
})();
