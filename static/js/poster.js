// A poster that is a picture opens in a viewer that zooms; the viewer is fetched when it is asked
// for. The link itself leads to the file, for those without script or with another wish.
document.addEventListener("click", async (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  const link = event.target.closest?.("a[data-poster]");
  if (!link) return;
  event.preventDefault();
  (await import("./poster/viewer.js")).show(link);
});
