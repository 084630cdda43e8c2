// Pointers, wheel and keys on the map, told as what they mean.
const CLICK = 5; // px; a longer way is a drag
const STEP = 60;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Hands {
  // `does`: hover, pick, brush, brushed, pan, zoom, fit, toward, open, leave
  constructor(canvas, does) {
    Object.assign(this, { canvas, does, pointers: new Map(), brushing: false, line: null });
    const on = (name, act, options) => canvas.addEventListener(name, act.bind(this), options);
    on("pointerdown", this.down);
    on("pointermove", this.move);
    on("pointerup", this.up);
    on("pointercancel", this.up);
    on("pointerleave", () => this.pointers.size || does.leave());
    on("wheel", this.wheel, { passive: false });
    on("dblclick", (event) => does.zoom(2, ...this.at(event)));
    on("keydown", this.key);
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  down(event) {
    if (event.button) return;
    const place = this.at(event);
    this.pointers.set(event.pointerId, place);
    this.canvas.setPointerCapture(event.pointerId);
    this.far = 0;
    this.line = (this.brushing || event.shiftKey) && this.pointers.size === 1 ? [place] : null;
  }

  move(event) {
    const place = this.at(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      this.does.hover(...place);
      return;
    }
    const way = [place[0] - before[0], place[1] - before[1]];
    this.far += Math.hypot(...way);
    const apart = this.apart();
    this.pointers.set(event.pointerId, place);
    if (this.pointers.size === 2) this.pinch(apart);
    else if (this.line) {
      this.line.push(place);
      this.does.brush(this.line);
    } else if (this.far > CLICK) this.does.pan(...way);
  }

  apart() {
    const [one, other] = [...this.pointers.values()];
    return other ? Math.hypot(one[0] - other[0], one[1] - other[1]) : 0;
  }

  pinch(before) {
    const [one, other] = [...this.pointers.values()];
    this.does.zoom(this.apart() / (before || 1), (one[0] + other[0]) / 2, (one[1] + other[1]) / 2);
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size) return;
    if (this.line && this.far > CLICK) this.does.brushed(this.line);
    else if (this.far <= CLICK && event.type === "pointerup") this.does.pick(...this.at(event), event.pointerType);
    this.line = null;
  }

  // A wheel scrolls the page until the map has been clicked or a modifier is held.
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== this.canvas) return;
    event.preventDefault();
    this.does.zoom(Math.exp(-event.deltaY / (event.ctrlKey ? 120 : 400)), ...this.at(event));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = KEYS[event.key];
    if (way && event.shiftKey) this.does.pan(-way[0] * STEP, -way[1] * STEP);
    else if (way) this.does.toward(...way);
    else if (event.key === "+" || event.key === "=") this.does.zoom(1.5);
    else if (event.key === "-") this.does.zoom(1 / 1.5);
    else if (event.key === "0") this.does.fit();
    else if (event.key === "Enter") this.does.open();
    else if (event.key === "Escape") this.does.clear();
    else return;
    event.preventDefault();
  }
}
