// The map as a place to walk in: over the server's drawing, with the same points and words.
import { filled, icon, make } from "../dom.js";
import { ask, open } from "../search/client.js";
import { Drawing } from "./draw.js";
import { Grid } from "./grid.js";
import { Hands } from "./hands.js";
import { List } from "./list.js";
import { Tip } from "./tip.js";
import { View } from "./view.js";

const page = document.querySelector("[data-map]");
const words = JSON.parse(page.dataset.words);
const root = document.documentElement.dataset.root;
const figure = page.querySelector(".map");
const svg = figure.querySelector("svg");
const status = page.querySelector("[data-map-said]");
const field = page.querySelector("[data-map-search]");
const legend = [...page.querySelectorAll(".mleg li")];
const REACH = 16;

async function points() {
  const response = await fetch(new URL(`${root}search/map.json`, location.href), { cache: "no-cache" });
  const { at, marks } = await response.json();
  const { left, top, wide, high } = words.world;
  const read = (start, from, size) => Float32Array.from(marks, (_, n) => (at[2 * n + start] < 0 ? NaN : from + (at[2 * n + start] / 9999) * size));
  return { xs: read(0, left, wide), ys: read(1, top, high), marks };
}

const labels = [...svg.querySelectorAll("text")].map((text) => ({
  text: text.textContent,
  x: Number(text.getAttribute("x")),
  y: Number(text.getAttribute("y")),
}));

const markOf = (number) =>
  legend.find((item) => item.dataset.mark === String(number))?.querySelector(".m")?.cloneNode(true) ?? make("span");

function begin(found) {
  const canvas = make("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", svg.getAttribute("aria-label"));
  canvas.setAttribute("aria-describedby", "map-keys");
  const view = new View(svg.viewBox.baseVal.width, svg.viewBox.baseVal.height);
  const grid = new Grid(found.xs, found.ys);
  figure.append(canvas);
  svg.classList.add("vh");
  svg.setAttribute("aria-hidden", "true");
  const drawing = new Drawing(canvas, view, found, labels, words.shapes);
  const tip = new Tip(figure);
  const list = new List(page.querySelector("[data-map-list]"), words, (paper) => markOf(found.marks[paper.number]));
  let turn = 0;

  const light = async (title, numbers, whole = "") => {
    drawing.lit = numbers && new Set(numbers);
    drawing.ask();
    for (const item of legend) item.firstElementChild.setAttribute("aria-pressed", item.dataset.label === title);
    if (!numbers) list.empty();
    else await open().then(() => list.show(title, numbers, whole));
  };
  const point = async (n, at) => {
    drawing.current = n;
    drawing.ask();
    canvas.classList.toggle("over", n >= 0);
    const mine = ++turn;
    if (n < 0) return tip.hide();
    await open();
    const [paper] = await ask("rows", [n]);
    if (mine !== turn) return;
    tip.show(paper, at ?? view.toScreen(found.xs[n], found.ys[n]), view);
    if (!at) status.textContent = `${paper.title}. ${paper.authors.slice(0, 3).join(", ")}`;
  };
  const under = (x, y) => grid.nearest(...view.toWorld(x, y), REACH / view.scale);
  const go = async (n) => {
    const [paper] = await open().then(() => ask("rows", [n]));
    location.href = root + paper.path;
  };
  const moved = () => {
    tip.hide();
    drawing.ask();
    canvas.classList.toggle("near", view.zoom > 1.01);
  };
  const middle = () => grid.nearest(...view.toWorld(view.width / 2, view.height / 2), 400);

  const hands = new Hands(canvas, {
    hover: (x, y) => {
      const n = under(x, y);
      if (n !== drawing.current) point(n, [x, y]);
    },
    leave: () => point(-1),
    pick: (x, y, kind) => {
      const n = under(x, y);
      if (n >= 0 && kind === "mouse") go(n);
      else if (n >= 0) light(words.touched, [n]).then(() => point(n, [x, y]));
      else light("", null);
    },
    pan: (x, y) => (view.pan(x, y), moved()),
    zoom: (factor, x, y) => (view.zoomAt(factor, x, y), moved()),
    fit: () => (view.fit(), moved()),
    toward: (dx, dy) => {
      const n = drawing.current < 0 ? middle() : grid.toward(drawing.current, dx, dy);
      if (n < 0) return;
      view.reveal(found.xs[n], found.ys[n]);
      point(n);
    },
    open: () => drawing.current >= 0 && go(drawing.current),
    clear: () => clear(),
    brush: (line) => {
      drawing.brush = line.map((place) => view.toWorld(...place));
      drawing.ask();
    },
    brushed: (line) => {
      const inside = grid.inside(line.map((place) => view.toWorld(...place)));
      light(words.circle, inside);
    },
  });
  const clear = () => {
    drawing.brush = [];
    point(-1);
    field.value = "";
    light("", null);
  };

  const tool = (name, label, act) => {
    const button = make("button", "mtool", icon(name));
    button.type = "button";
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => act(button));
    return button;
  };
  figure.append(
    make(
      "div",
      "mtools",
      tool("plus", words.nearer, () => (view.zoomAt(1.6), moved())),
      tool("minus", words.farther, () => (view.zoomAt(1 / 1.6), moved())),
      tool("fit", words.fit, () => (view.fit(), moved())),
      tool("lasso", words.lasso, (button) => {
        hands.brushing = !hands.brushing;
        button.setAttribute("aria-pressed", hands.brushing);
        canvas.classList.toggle("brushing", hands.brushing);
      }),
    ),
  );
  for (const item of legend) {
    const button = make("button", "", ...item.childNodes);
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    item.append(button);
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      const numbers = [...found.marks.keys()].filter((n) => found.marks[n] === Number(item.dataset.mark));
      const whole = `${root}papers.html?track=${encodeURIComponent(item.dataset.label)}`;
      light(on ? item.dataset.label : "", on ? numbers : null, whole);
    });
  }
  let asked = 0;
  field.addEventListener("input", async () => {
    const mine = ++asked;
    const q = field.value.trim();
    if (!q) return light("", null);
    await open();
    const { numbers } = await ask("find", { q });
    if (mine !== asked) return;
    status.textContent = String(numbers.length);
    light(numbers.length ? words.found : filled(words.nothing, { q }), numbers, `${root}papers.html?q=${encodeURIComponent(q)}`);
  });
  field.addEventListener("focus", () => open().catch(() => {}), { once: true });
  new ResizeObserver(() => drawing.resize()).observe(figure);
  const restyle = () => drawing.restyle();
  new MutationObserver(restyle).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
  document.fonts?.ready.then(restyle);
  drawing.resize();
}

points().then(begin).catch(() => {
  // the server's drawing stays
});
