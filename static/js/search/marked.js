// Text with the words that were searched for marked, as nodes.
import { spoken } from "./spoken.js";
import { fold } from "./terms.js";

export const marked = (text, words) => spoken(text, (piece) => nodes(piece, words));

function nodes(text, words) {
  const whole = words.length ? fold(text) : "";
  if (!words.some((word) => whole.includes(word))) return [document.createTextNode(text)];
  const made = [];
  // word by word: folding may change a word's length, so a mark covers whole words or their heads
  for (const piece of text.split(/([\p{L}\p{N}]+)/u)) {
    const folded = fold(piece);
    const word = words.find((w) => folded.startsWith(w));
    if (!word || !piece) {
      made.push(document.createTextNode(piece));
      continue;
    }
    const mark = document.createElement("mark");
    const head = folded.length === piece.length ? word.length : piece.length;
    mark.textContent = piece.slice(0, head);
    made.push(mark, document.createTextNode(piece.slice(head)));
  }
  return made;
}
