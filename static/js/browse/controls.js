// The search field, the order, the density and the chips of what is chosen, above the list.
import { icon } from "./row.js";

const make = (tag, options = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), options);
  element.append(...children);
  return element;
};

function search(page, shown, wish, on) {
  const input = make("input", { type: "search", value: wish.q, autocomplete: "off" });
  input.setAttribute("aria-label", shown.search);
  input.setAttribute("enterkeyhint", "search");
  input.dataset.searchField = "";
  const field = make("label", { className: "field" }, icon("search"), input, make("small", { className: "hide-s" }, shown.fields), make("kbd", {}, "/"));
  page.querySelector("[data-search-here]").append(field);
  input.addEventListener("focus", on.warm, { once: true });
  input.addEventListener("input", () => on.search(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    page.querySelector("[data-rows] a")?.focus();
  });
  return input;
}

function sorting(shown, wish, on) {
  const select = make("select", { className: "b s" });
  select.setAttribute("aria-label", shown.sort);
  for (const [value, label] of Object.entries(shown.orders)) select.append(new Option(label, value));
  select.value = wish.sort || (wish.q ? "" : "title");
  select.addEventListener("change", () => on.sort(select.value));
  return select;
}

function density(shown, wish, on) {
  const group = make("div", { className: "seg" });
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", shown.density);
  for (const [view, label] of Object.entries(shown.views)) {
    const button = make("button", { type: "button" }, icon(view === "list" ? "list" : view));
    button.setAttribute("aria-label", label);
    button.setAttribute("aria-pressed", view === wish.view);
    button.addEventListener("click", () => {
      for (const other of group.children) other.setAttribute("aria-pressed", other === button);
      on.view(view);
    });
    group.append(button);
  }
  return group;
}

// On small screens the facets are a sheet behind a button.
function filterButton(page, shown, on) {
  const panel = page.querySelector("[data-facets]");
  const button = make("button", { type: "button", className: "b s only-narrow" }, icon("filter"));
  const label = make("span", {}, shown.filter);
  button.append(label);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    const open = page.classList.toggle("filtering");
    button.setAttribute("aria-expanded", open);
    if (open) {
      on.open();
      panel.querySelector("input")?.focus();
    }
  });
  return { button, label };
}

export function controls(page, shown, wish, on) {
  const input = search(page, shown, wish, on);
  const filter = filterButton(page, shown, { open: on.facets });
  const select = sorting(shown, wish, on);
  const bar = page.querySelector("[data-bar]");
  bar.querySelector(".r").prepend(filter.button, select, density(shown, wish, on));
  const chips = make("div", { className: "chips chosen" });
  bar.after(chips);

  function chip(facet, value, label) {
    const button = make("button", { type: "button", className: "chip" }, label, icon("close"));
    button.setAttribute("aria-label", shown.drop.replace("{what}", label));
    button.addEventListener("click", () => on.drop(facet, value));
    return button;
  }

  return {
    draw(now, labels, count) {
      select.value = now.sort || (now.q ? "" : "title");
      if (input.value !== now.q && document.activeElement !== input) input.value = now.q;
      const made = Object.keys(labels).flatMap((facet) =>
        (now[facet] ?? []).map((value) => chip(facet, value, labels[facet].find(([one]) => one === value)?.[1] ?? value)),
      );
      filter.label.textContent = made.length ? `${shown.filter}, ${made.length}` : shown.filter;
      if (made.length || (now.q && !count)) {
        const clear = make("button", { type: "button", className: "b s" }, shown.clear);
        clear.addEventListener("click", () => {
          input.value = "";
          on.clear();
        });
        made.push(clear);
      }
      chips.replaceChildren(...made);
    },
  };
}
