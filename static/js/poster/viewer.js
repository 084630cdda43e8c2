// A poster to walk about in: wheel, pinch, drag, double click, keys and buttons.
import { icon, linkTo, make } from "../dom.js";
import { fit, held, zoomed } from "./view.js";

const STEP = 1.5;
const FAR = 80;

function button(name, label, action) {
  const made = make("button", "tool", icon(name));
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.title = label;
  made.addEventListener("click", action);
  return made;
}

export function show(link) {
  const [nearer, farther, whole, file, close] = link.dataset.words.split("|");
  const image = make("img");
  image.src = link.dataset.poster;
  image.alt = link.dataset.title;
  image.draggable = false;
  const stage = make("div", "stage", image);
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", link.dataset.title);
  const size = make("output", "num");
  const box = make("dialog", "poster");
  let picture = { width: 1, height: 1 };
  let view = null;
  const room = () => ({ width: stage.clientWidth, height: stage.clientHeight });

  function put(next) {
    view = next;
    image.style.width = `${picture.width * view.scale}px`;
    image.style.translate = `calc(-50% + ${view.x}px) calc(-50% + ${view.y}px)`;
    size.textContent = `${Math.round((100 * view.scale) / fit(picture, room()).scale)} %`;
  }
  const zoom = (factor, x = 0, y = 0) => view && put(zoomed(view, factor, x, y, picture, room()));
  const move = (x, y) => view && put(held({ ...view, x: view.x + x, y: view.y + y }, picture, room()));
  const all = () => view && put(fit(picture, room()));

  image.addEventListener("load", () => {
    // a drawing without a size of its own is as large as the reader wants
    picture = { width: image.naturalWidth || 1200, height: image.naturalHeight || 800 };
    put(fit(picture, room()));
  });
  const original = linkTo(link.href, file);
  original.className = "b s";
  original.rel = "noopener noreferrer";
  const head = make("div", "head", make("h2", "", link.dataset.title), size,
    button("minus", farther, () => zoom(1 / STEP)), button("plus", nearer, () => zoom(STEP)),
    button("fit", whole, all), original, button("close", close, () => box.close()));
  box.append(head, stage);
  hands(stage, { zoom, move, all });
  const again = new ResizeObserver(() => view && put(held(view, picture, room())));
  box.addEventListener("close", () => {
    again.disconnect();
    box.remove();
    link.focus();
  });
  document.body.append(box);
  box.showModal();
  again.observe(stage);
  stage.focus();
}

// What fingers, mouse and keys do.
function hands(stage, { zoom, move, all }) {
  const down = new Map();
  const seen = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
  };
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), ...seen(event));
  }, { passive: false });
  stage.addEventListener("dblclick", (event) => zoom(2, ...seen(event)));
  stage.addEventListener("pointerdown", (event) => {
    stage.setPointerCapture(event.pointerId);
    down.set(event.pointerId, seen(event));
  });
  stage.addEventListener("pointermove", (event) => {
    const old = down.get(event.pointerId);
    if (!old) return;
    const now = seen(event);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    down.set(event.pointerId, now);
    if (!other) {
      move(now[0] - old[0], now[1] - old[1]);
      return;
    }
    const apart = ([x, y]) => Math.hypot(x - other[0], y - other[1]) || 1;
    zoom(apart(now) / apart(old), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    move((now[0] - old[0]) / 2, (now[1] - old[1]) / 2);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, (event) => down.delete(event.pointerId));
  }
  const keys = {
    "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), 0: all,
    ArrowLeft: () => move(FAR, 0), ArrowRight: () => move(-FAR, 0),
    ArrowUp: () => move(0, FAR), ArrowDown: () => move(0, -FAR),
  };
  stage.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
}
