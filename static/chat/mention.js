// Names that complete themselves while one writes "@": people of the room first, then everybody.

import { read } from "./api.js";
import { h } from "./dom.js";

const MOST = 6;
let count = 0;

const begun = (area) => /(?:^|\s)@([\p{L}\p{M}0-9._-]{1,40})$/u.exec(area.value.slice(0, area.selectionStart));
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// `near()` gives the people of the room: [{ username, name }].
export const completes = (area, near) => {
  const id = `people-${count += 1}`;
  const list = h("ul", { id, class: "pop people-list", role: "listbox", "aria-label": "People", hidden: true });
  let found = [];
  let at = 0;
  let timer;

  const close = () => {
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
  };

  const draw = () => {
    if (!found.length) { close(); return; }
    list.replaceChildren(...found.map((person, index) => h("li", {
      id: `${id}-${index}`, role: "option", "aria-selected": String(index === at),
      onmousedown: (event) => { event.preventDefault(); choose(index); },
    }, h("strong", {}, person.name), h("span", { class: "soft" }, ` @${person.username}`))));
    list.hidden = false;
    area.setAttribute("aria-activedescendant", `${id}-${at}`);
  };

  const choose = (index) => {
    const match = begun(area);
    if (!match) { close(); return; }
    const end = area.selectionStart;
    area.setRangeText(`@${found[index].username} `, end - match[1].length - 1, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  };

  const look = async () => {
    const match = begun(area);
    if (!match) { close(); return; }
    const term = fold(match[1]);
    const fits = (person) => fold(person.username).includes(term) || fold(person.name).split(" ").some((word) => word.startsWith(term));
    const people = new Map(near().filter(fits).map((person) => [person.username, person]));
    if (people.size < MOST && term.length > 1) {
      const more = await read("users.autocomplete", { selector: JSON.stringify({ term: match[1] }) }).catch(() => ({ items: [] }));
      for (const person of more.items) people.set(person.username, person);
    }
    if (begun(area)?.[1] !== match[1]) return;
    found = [...people.values()].slice(0, MOST);
    at = 0;
    draw();
  };

  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", id);
  area.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 120); });
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) at = (at + step + found.length) % found.length;
    else if (event.key === "Enter" || event.key === "Tab") choose(at);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (step) draw();
  });
  return list;
};
