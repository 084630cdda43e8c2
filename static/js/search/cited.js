// The line of an abstract in which a word was found, for papers that do not show elsewhere why they
// are there. Read from the paper's own page, once, when the line comes into sight.
import { marked } from "./marked.js";
import { tokens } from "./terms.js";

const AROUND = 60; // letters before and after the word
const abstracts = new Map();
const wanted = new WeakMap();

async function read(address) {
  const response = await fetch(address);
  const other = new DOMParser().parseFromString(await response.text(), "text/html");
  return [...other.querySelectorAll("[data-quick] :is(.prose, .tldr)")].map((one) => one.textContent).join(" ").replace(/\s+/g, " ");
}

// The words around the first one that begins as one of `words` does; "" where there is none.
export function lineWith(text, words) {
  const hit = [...text.matchAll(/[\p{L}\p{N}]+/gu)].find(([one]) => {
    const [folded = ""] = tokens(one);
    return words.some((word) => folded.startsWith(word));
  });
  if (!hit) return "";
  const from = text.lastIndexOf(" ", Math.max(0, hit.index - AROUND)) + 1;
  const space = text.indexOf(" ", hit.index + hit[0].length + AROUND);
  const to = space < 0 ? text.length : space;
  return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
}

async function fill(line) {
  const { address, words } = wanted.get(line);
  if (!abstracts.has(address)) abstracts.set(address, read(address).catch(() => ""));
  line.replaceChildren(...marked(lineWith(await abstracts.get(address), words), words));
}

const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    fill(target);
  }
});

// The element `tag` that the line will stand in, with room for it, so that nothing moves when it comes.
export function cited(tag, address, words) {
  const line = document.createElement(tag);
  line.className = "cited";
  wanted.set(line, { address, words });
  near.observe(line);
  return line;
}
