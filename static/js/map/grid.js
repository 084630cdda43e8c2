// Points in square cells, so that finding the one under the pointer looks at few of them.
const CELL = 16;

export class Grid {
  // `xs`, `ys`: places in the world; NaN where a number has no point.
  constructor(xs, ys) {
    Object.assign(this, { xs, ys, cells: new Map() });
    for (let n = 0; n < xs.length; n++) {
      if (Number.isNaN(xs[n])) continue;
      const key = this.key(Math.floor(xs[n] / CELL), Math.floor(ys[n] / CELL));
      const cell = this.cells.get(key);
      if (cell) cell.push(n);
      else this.cells.set(key, [n]);
    }
  }

  key(column, row) {
    return column * 4096 + row;
  }

  *within(left, top, right, bottom) {
    for (let column = Math.floor(left / CELL); column <= right / CELL; column++) {
      for (let row = Math.floor(top / CELL); row <= bottom / CELL; row++) {
        yield* this.cells.get(this.key(column, row)) ?? [];
      }
    }
  }

  // The number of the point nearest to (x, y), at most `reach` away, or -1.
  nearest(x, y, reach) {
    let best = -1;
    let least = reach * reach;
    for (const n of this.within(x - reach, y - reach, x + reach, y + reach)) {
      const distance = (this.xs[n] - x) ** 2 + (this.ys[n] - y) ** 2;
      if (distance <= least) [best, least] = [n, distance];
    }
    return best;
  }

  // The nearest point that lies in a direction, for arrow keys; straight ahead counts as nearer.
  toward(from, dx, dy) {
    let best = -1;
    let least = Infinity;
    for (let n = 0; n < this.xs.length; n++) {
      const [x, y] = [this.xs[n] - this.xs[from], this.ys[n] - this.ys[from]];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      if (n === from || !(ahead > 0) || aside > ahead) continue;
      const far = ahead + 2 * aside;
      if (far < least) [best, least] = [n, far];
    }
    return best;
  }

  // The numbers of the points inside a closed line [[x, y], ...].
  inside(line) {
    const across = line.map(([x]) => x);
    const down = line.map(([, y]) => y);
    const box = [Math.min(...across), Math.min(...down), Math.max(...across), Math.max(...down)];
    return [...this.within(...box)].filter((n) => this.holds(line, this.xs[n], this.ys[n]));
  }

  // Even-odd rule.
  holds(line, x, y) {
    let within = false;
    for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
      const [[ax, ay], [bx, by]] = [line[i], line[j]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
    }
    return within;
  }
}
