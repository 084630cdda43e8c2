// A Space runs in its card when the reader asks for it; until then nothing is asked of the place
// that it answers at. Without script the button leads to its page on the Hub.
for (const link of document.querySelectorAll("a[data-run]")) {
  const [label, close] = link.dataset.run.split("|");
  const words = link.querySelector("span");
  const card = link.closest("[data-frame]");
  words.textContent = label;
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const running = card.querySelector("iframe");
    if (running) running.remove();
    else card.append(frame(card));
    words.textContent = running ? label : close;
    link.setAttribute("aria-expanded", String(!running));
    card.classList.toggle("runs", !running);
    if (!running) card.querySelector("iframe").focus();
  });
}

// What runs there may use scripts, forms and storage of its own place, and nothing of this page.
function frame(card) {
  const made = document.createElement("iframe");
  made.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads";
  made.referrerPolicy = "no-referrer";
  made.title = card.querySelector("h2, h3").textContent;
  made.src = card.dataset.frame;
  return made;
}
