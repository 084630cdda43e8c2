// What the reader chooses above the schedule: kinds, a track, what is starred, grid or list.
import { icon, make } from "../dom.js";

function chip(label, on, change, mark) {
  const button = make("button", "chip", mark ?? "", label);
  button.type = "button";
  button.setAttribute("aria-pressed", on);
  button.addEventListener("click", () => {
    const now = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", now);
    change(now);
  });
  return button;
}

function kinds(wish, words, update) {
  const chips = Object.entries(words.groups).map(([group, label]) => {
    const change = (on) => {
      wish.kind = on ? [...wish.kind, group] : wish.kind.filter((one) => one !== group);
      update();
    };
    return chip(label, wish.kind.includes(group), change, make("span", `sw ${group}`));
  });
  const mine = chip(words.mine, wish.mine, (on) => {
    wish.mine = on;
    update();
  }, icon("star"));
  return make("div", "chips", ...chips, mine);
}

function tracks(wish, names, words, update) {
  const select = make("select", "b s");
  select.setAttribute("aria-label", words.track);
  select.append(new Option(words.all_tracks, ""), ...names.map((name) => new Option(name, name)));
  select.value = names.includes(wish.track[0]) ? wish.track[0] : "";
  select.addEventListener("change", () => {
    wish.track = select.value ? [select.value] : [];
    update();
  });
  return select;
}

function views(wish, words, update) {
  const buttons = Object.entries(words.views).map(([view, label]) => {
    const button = make("button", "", label);
    button.type = "button";
    button.setAttribute("aria-pressed", wish.view === view);
    button.addEventListener("click", () => {
      wish.view = view;
      for (const one of buttons) one.setAttribute("aria-pressed", one === button);
      update();
    });
    return button;
  });
  const group = make("div", "seg", ...buttons);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.view);
  return group;
}

export function controls(page, wish, names, words, update) {
  const bar = page.querySelector("[data-bar]");
  const far = make("div", "r", ...bar.querySelectorAll(".r .chip"));
  if (names.length > 1) far.prepend(tracks(wish, names, words, update));
  far.append(views(wish, words, update));
  const left = kinds(wish, words, update);
  left.classList.add("scroll");
  bar.replaceChildren(left, far);
}
