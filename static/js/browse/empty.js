// A list without papers: what was asked, in a sentence, and the nearest ways out with their counts.
import { filled, grouped, make } from "../dom.js";

const MOST = 2;

function button(label, action) {
  const made = make("button", "b s", label);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

// `ways`: pairs of a part of what is asked and how many papers there are without it; `labels`: facet ->
// pairs of value and label; `on`: what the buttons do.
export function nothing(shown, wish, ways, labels, total, on) {
  const spelt = (part) =>
    part === "q"
      ? `“${wish.q}”`
      : wish[part].map((value) => labels[part].find(([one]) => one === value)?.[1] ?? value).join(", ");
  const alone = ways.length === 1 && wish.q;
  const found = ways.filter(([, count]) => count).sort((a, b) => a[1] - b[1]);
  const nearest = ways.length > 1 ? found.slice(0, MOST) : [];
  const buttons = nearest.map(([part, count]) =>
    button(`${filled(shown.drop, { what: spelt(part) })} (${grouped(count)})`, () => on.drop(part)),
  );
  buttons.push(button(filled(shown.everything, { n: grouped(total) }), on.clear));
  return make(
    "div",
    "empty",
    make("h2", "", alone ? filled(shown.none, { q: wish.q }) : shown.empty),
    alone ? "" : make("p", "meta", ways.map(([part]) => spelt(part)).join(", ")),
    make("div", "chips", ...buttons),
  );
}
