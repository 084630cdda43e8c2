// A button that copies the text of the block it stands in.
for (const block of document.querySelectorAll("[data-copy]")) {
  const [label, done] = block.dataset.copy.split("|");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "b s copy";
  button.textContent = label;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.textContent);
      button.textContent = done;
      setTimeout(() => (button.textContent = label), 2000);
    } catch {
      getSelection().selectAllChildren(block);
    }
  });
  button.setAttribute("aria-live", "polite");
  const head = block.parentElement.querySelector(":scope > .h");
  if (head) head.append(button);
  else block.after(button);
}
