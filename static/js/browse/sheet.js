// On small screens the facets are a sheet: they open over the list, and say how much of it they leave.
import { counted, make } from "../dom.js";

const WIDE = "(min-width: 1100px)";

function button(className, label, action) {
  const made = make("button", className, label);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

export function sheet(page, shown, on) {
  const panel = page.querySelector("[data-facets]");
  const home = panel.parentElement;
  const box = make("dialog", "pop sheet");
  const close = () => box.close();
  const clear = button("b s", shown.clear, on.clear);
  const show = button("b p w", "", close);
  const said = make("p", "vh");
  said.setAttribute("role", "status");
  box.setAttribute("aria-label", shown.filter);
  box.append(
    make("div", "", make("h2", "", shown.filter), clear, button("b s", shown.quick.close, close)),
    make("div", "", said, show),
  );
  clear.hidden = true;
  box.addEventListener("click", (event) => event.target === box && close());
  box.addEventListener("close", () => home.prepend(panel));
  page.append(box);
  page.querySelector("[data-filter]").addEventListener("click", () => {
    box.firstElementChild.after(panel);
    show.textContent ||= counted(shown.show, Number(page.dataset.total));
    box.showModal();
    on.facets();
  });
  matchMedia(WIDE).addEventListener("change", close);
  // `chosen`: how many values are; `label`: how many papers they leave, in words.
  return (chosen, label) => {
    if (!chosen && document.activeElement === clear) show.focus();
    clear.hidden = !chosen;
    show.textContent = said.textContent = label;
  };
}
