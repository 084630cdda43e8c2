// The map on a canvas: points, words, the brush, and what is lit.
import { colours, stamps } from "./marks.js";

const QUIET = 0.12;
const EDGE = 0.25; // of the canvas, how far the layer reaches over it

// Whether two boxes (left, top, right, bottom) share some room.
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

export class Drawing {
  // `points`: `xs`, `ys`, `marks` (number of a paper's mark); `labels`: words with their places.
  constructor(canvas, view, points, labels, shapes) {
    Object.assign(this, { canvas, view, points, labels, shapes, waiting: false, lit: null });
    this.context = canvas.getContext("2d");
    this.brush = [];
    this.current = -1;
    this.restyle();
  }

  restyle() {
    const style = getComputedStyle(document.documentElement);
    this.palette = colours();
    this.look = Object.fromEntries(
      ["ink", "accent", "sheet", "focus"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
    );
    this.serif = style.getPropertyValue("--serif");
    this.made = "";
    this.scene = null;
    this.ask();
  }

  resize() {
    const { width } = this.canvas.getBoundingClientRect();
    const height = (width * this.view.high) / this.view.wide;
    this.ratio = Math.min(devicePixelRatio || 1, 2);
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    this.view.resize(width, height);
    this.scene = null;
    this.draw();
  }

  // At most one drawing a frame.
  ask() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  draw() {
    if (!this.ratio) return;
    const { context, ratio, view } = this;
    if (!this.covers()) this.render();
    const { x, y, edge } = this.scene;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.drawImage(this.layer, Math.round((view.x - x - edge) * ratio), Math.round((view.y - y - edge) * ratio));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.line();
    if (this.current >= 0) this.ring(this.current);
    this.canvas.dataset.zoom = view.zoom.toFixed(2);
  }

  // Whether the layer, which reaches over the canvas on every side, still shows all that is seen.
  covers() {
    const { scene, view } = this;
    if (!scene || scene.scale !== view.scale || scene.lit !== this.lit || scene.made !== this.made) return false;
    return Math.abs(view.x - scene.x) <= scene.edge && Math.abs(view.y - scene.y) <= scene.edge;
  }

  // Points and words, drawn onto the layer; panning then only shifts it.
  render() {
    const { view, ratio } = this;
    const edge = view.zoom > 1 ? Math.round(view.width * EDGE) : 0;
    this.layer ??= document.createElement("canvas");
    this.layer.width = Math.round((view.width + 2 * edge) * ratio);
    this.layer.height = Math.round((view.height + 2 * edge) * ratio);
    const context = this.layer.getContext("2d");
    this.stamp(context, edge);
    context.setTransform(ratio, 0, 0, ratio, edge * ratio, edge * ratio);
    this.words(context);
    this.scene = { x: view.x, y: view.y, scale: view.scale, lit: this.lit, made: this.made, edge };
  }

  // Marks grow slowly as one comes nearer, so that crowds come apart.
  get size() {
    const crowd = this.points.marks.length > 1500 ? 0.5 : 0.85;
    return Math.min(2.4, crowd + this.view.fitted * 0.45 + Math.log2(this.view.zoom) * 0.3);
  }

  stamp(context, edge) {
    const { xs, ys, marks } = this.points;
    const { ratio, view, lit } = this;
    const size = Math.round(this.size * 8) / 8;
    const name = `${size} ${ratio}`;
    if (this.made !== name) {
      this.made = name;
      this.stamps = stamps(this.shapes, this.palette, size, ratio);
    }
    const scale = view.scale * ratio;
    const half = this.stamps[0].width / 2;
    const [left, top] = [(view.x + edge) * ratio - half, (view.y + edge) * ratio - half];
    const { width: right, height: bottom } = this.layer;
    const pass = (wanted) => {
      for (let n = 0; n < xs.length; n++) {
        if (lit && lit.has(n) !== wanted) continue;
        const x = xs[n] * scale + left;
        const y = ys[n] * scale + top;
        if (x > -30 && y > -30 && x < right && y < bottom) context.drawImage(this.stamps[marks[n]], x | 0, y | 0);
      }
    };
    context.globalAlpha = lit ? QUIET : 0.82;
    pass(false);
    context.globalAlpha = 1;
    if (lit) pass(true);
  }

  words(context) {
    const { view, look } = this;
    context.font = `${Math.min(20, 12 + 4 * view.fitted)}px ${this.serif}`;
    context.textAlign = "center";
    context.lineJoin = "round";
    context.lineWidth = 5;
    context.strokeStyle = look.sheet;
    context.fillStyle = look.ink;
    context.globalAlpha = this.lit ? 0.55 : 1;
    // what stands already: the tools in their corner, then one label after another
    const taken = [[view.width - 60, 0, view.width, Math.min(view.height, 200)]];
    for (const { text, x, y } of this.labels) {
      const [point, down] = view.toScreen(x, y);
      // a region at the edge is named in full, as long as its middle is in sight
      const half = context.measureText(text).width / 2 + 6;
      const inside = point > 0 && point < view.width && view.width > 2 * half;
      const at = inside ? Math.min(view.width - half, Math.max(half, point)) : point;
      const box = [at - half, down - 15, at + half, down + 5];
      if (taken.some((one) => meet(one, box))) continue;
      taken.push(box);
      context.strokeText(text, at, down);
      context.fillText(text, at, down);
    }
    context.globalAlpha = 1;
  }

  line() {
    if (this.brush.length < 2) return;
    const { context, view, look } = this;
    context.beginPath();
    for (const [x, y] of this.brush) context.lineTo(...view.toScreen(x, y));
    context.closePath();
    context.strokeStyle = look.accent;
    context.fillStyle = look.accent;
    context.lineWidth = 1.5;
    context.setLineDash([5, 4]);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 0.07;
    context.fill();
    context.globalAlpha = 1;
  }

  ring(n) {
    const { context, view, look, points } = this;
    const [x, y] = view.toScreen(points.xs[n], points.ys[n]);
    for (const [colour, width] of [[look.sheet, 5], [look.ink, 2.2]]) {
      context.beginPath();
      context.arc(x, y, 7 + 2 * this.size, 0, 7);
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }
}
