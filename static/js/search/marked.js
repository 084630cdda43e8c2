// Text with the words that were searched for marked, as nodes.
import { spoken } from "./spoken.js";
import { fold } from "./terms.js";

export const marked = (text, words) => spoken(text, (piece) => nodes(piece, words));

function nodes(text, words) {
  const whole = words.length ? fold(text) : "";
  if (!words.some((word) => whole.includes(word))) return [document.createTextNode(text)];
  const made = [];
  let plain = ""; // what stands between two marks is one node
  // word by word: folding may change a word's length, so a mark covers whole words or their heads
  for (const piece of text.split(/([\p{L}\p{N}]+)/u)) {
    const folded = fold(piece);
    const word = piece && words.find((w) => folded.startsWith(w));
    if (!word) {
      plain += piece;
      continue;
    }
    const mark = document.createElement("mark");
    const head = folded.length === piece.length ? word.length : piece.length;
    mark.textContent = piece.slice(0, head);
    if (plain) made.push(document.createTextNode(plain));
    made.push(mark);
    plain = piece.slice(head);
  }
  if (plain) made.push(document.createTextNode(plain));
  return made;
}
