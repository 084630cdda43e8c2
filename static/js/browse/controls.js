// The search field, the order, the density and the chips of what is chosen, above the list.
import { counted } from "../dom.js";
import { FACETS } from "../search/facets.js";
import { icon } from "./row.js";
import { sheet } from "./sheet.js";

const make = (tag, options = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), options);
  element.append(...children);
  return element;
};

function search(page, wish, on) {
  const input = page.querySelector("[data-search-field]");
  if (input.value) on.search(input.value); // typed before this module had come
  else input.value = wish.q;
  input.addEventListener("focus", on.warm, { once: true });
  input.addEventListener("input", () => on.search(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    page.querySelector("[data-rows] a")?.focus();
  });
  return input;
}

function sorting(page, on) {
  const select = page.querySelector("[data-sort]");
  select.addEventListener("change", () => on.sort(select.value));
  return select;
}

function density(page, wish, on) {
  const group = page.querySelector("[data-density]");
  const press = (view) => {
    for (const button of group.children) button.setAttribute("aria-pressed", button.value === view);
  };
  press(wish.view);
  group.addEventListener("click", ({ target }) => {
    const view = target.closest("button")?.value;
    if (!view) return;
    press(view);
    on.view(view);
  });
}

export function controls(page, shown, wish, on) {
  const input = search(page, wish, on);
  const filter = page.querySelector("[data-filter] span");
  const narrow = sheet(page, shown, on);
  const select = sorting(page, on);
  density(page, wish, on);
  const chips = make("div", { className: "chips chosen" });
  page.querySelector("[data-bar]").after(chips);

  function chip(facet, value, label) {
    const button = make("button", { type: "button", className: "chip" }, label, icon("close"));
    button.setAttribute("aria-label", shown.drop.replace("{what}", label));
    button.addEventListener("click", () => on.drop(facet, value));
    return button;
  }

  return {
    // `labels`: a function that spells the values of facets; a costly one, where none is chosen
    draw(now, labels, count) {
      select.value = now.sort || (now.q ? "" : "title");
      if (!now.q || document.activeElement !== input) input.value = now.q;
      const name = (facet, value) => labels()[facet].find(([one]) => one === value)?.[1] ?? value;
      const made = Object.keys(FACETS).flatMap((facet) =>
        (now[facet] ?? []).map((value) => chip(facet, value, name(facet, value))),
      );
      filter.textContent = made.length ? `${shown.filter}, ${made.length}` : shown.filter;
      narrow(made.length, counted(shown.show, count));
      if (made.length) {
        const clear = make("button", { type: "button", className: "b s" }, shown.clear);
        clear.addEventListener("click", on.clear);
        made.push(clear);
      }
      chips.replaceChildren(...made);
    },
  };
}
