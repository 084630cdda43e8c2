// Which part of the world is seen: a scale and a shift, in CSS pixels. The world is as wide and high
// as the server's drawing.
const MOST = 24;

export class View {
  constructor(wide, high) {
    Object.assign(this, { wide, high, scale: 1, x: 0, y: 0, width: wide, height: high });
  }

  // The whole world fills the canvas at zoom 1.
  resize(width, height) {
    const zoom = this.zoom;
    Object.assign(this, { width, height, fitted: Math.min(width / this.wide, height / this.high) });
    this.scale = this.fitted * zoom;
    this.clamp();
  }

  get zoom() {
    return this.fitted ? this.scale / this.fitted : 1;
  }

  toScreen(x, y) {
    return [x * this.scale + this.x, y * this.scale + this.y];
  }

  toWorld(x, y) {
    return [(x - this.x) / this.scale, (y - this.y) / this.scale];
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.clamp();
  }

  // The point under (x, y) stays where it is.
  zoomAt(factor, x = this.width / 2, y = this.height / 2) {
    const scale = Math.min(Math.max(this.scale * factor, this.fitted), this.fitted * MOST);
    const [wx, wy] = this.toWorld(x, y);
    this.scale = scale;
    this.x = x - wx * scale;
    this.y = y - wy * scale;
    this.clamp();
  }

  fit() {
    this.scale = this.fitted;
    this.clamp();
  }

  // Brings a point of the world into the middle half of the canvas.
  reveal(wx, wy) {
    const [x, y] = this.toScreen(wx, wy);
    const by = (at, size) => (at < size * 0.1 || at > size * 0.9 ? size / 2 - at : 0);
    this.pan(by(x, this.width), by(y, this.height));
  }

  // The world never leaves the canvas.
  clamp() {
    const held = (shift, size, world) =>
      world <= size ? (size - world) / 2 : Math.min(0, Math.max(size - world, shift));
    this.x = held(this.x, this.width, this.wide * this.scale);
    this.y = held(this.y, this.height, this.high * this.scale);
  }
}
