// A recording's player takes the place of its still picture when the reader presses play; until
// then nothing is asked of the place that it comes from.
function play(figure, source, title) {
  const frame = document.createElement("iframe");
  frame.src = source;
  frame.title = title;
  frame.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  figure.replaceChildren(frame);
  frame.focus();
}

document.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a[data-frame], a[data-play]");
  const figure = document.querySelector("[data-video]");
  if (!link || !figure) return;
  const source = link.dataset.frame ?? figure.querySelector("[data-frame]")?.dataset.frame;
  if (!source) return;
  event.preventDefault();
  const own = link.closest("[data-video]") ?? figure;
  play(own, source, link.getAttribute("aria-label") ?? document.title);
  own.scrollIntoView({ block: "nearest" });
});
