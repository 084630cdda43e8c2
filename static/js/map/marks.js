// Each track's mark drawn once, at the size of the moment, to be stamped thousands of times.
const SIDE = 28;
const TRACKS = 24;

// The colours of the theme, by the number of a track.
export function colours() {
  const probe = document.createElement("i");
  document.body.append(probe);
  const found = Array.from({ length: TRACKS + 1 }, (_, n) => {
    probe.className = n ? `tr${n}` : "soft";
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return found;
}

function draw(context, shape, fill) {
  context.lineWidth = 1.3;
  if (fill === 0) context.fill(shape);
  else context.stroke(shape);
  if (fill === 2) {
    context.save();
    context.beginPath();
    context.rect(-SIDE, -SIDE, SIDE, SIDE * 2);
    context.clip();
    context.fill(shape);
    context.restore();
  }
}

// `shapes`: eight paths around 0,0; gives number of the mark -> canvas with the mark in its middle.
export function stamps(shapes, palette, scale, ratio) {
  return palette.map((colour, number) => {
    const canvas = document.createElement("canvas");
    const side = Math.ceil(SIDE * scale * ratio * 0.5);
    canvas.width = canvas.height = side;
    const context = canvas.getContext("2d");
    context.translate(side / 2, side / 2);
    context.scale(scale * ratio, scale * ratio);
    context.fillStyle = context.strokeStyle = colour;
    const at = number ? number - 1 : 0;
    draw(context, new Path2D(shapes[at % 8]), number ? Math.floor((at % TRACKS) / 8) : 0);
    return canvas;
  });
}
