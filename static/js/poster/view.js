// Where a picture lies on a stage: its scale, and how far its middle is from the middle of the stage.
// All lengths in CSS pixels; pure.
const MOST = 4; // times its own size, or
const MOST_FITS = 12; // times the size at which it fits

export function fit(picture, stage) {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  return { scale, x: 0, y: 0 };
}

// Never smaller than it fits, never wholly beside the stage.
export function held(view, picture, stage) {
  const least = fit(picture, stage).scale;
  const scale = Math.min(Math.max(view.scale, least), Math.max(MOST, least * MOST_FITS));
  const room = (size, outer) => Math.max(0, (size * scale - outer) / 2);
  const wide = room(picture.width, stage.width);
  const high = room(picture.height, stage.height);
  const within = (value, most) => Math.min(most, Math.max(-most, value));
  return { scale, x: within(view.x, wide), y: within(view.y, high) };
}

// The point (x, y), seen from the middle of the stage, stays where it is.
export function zoomed(view, factor, x, y, picture, stage) {
  const { scale } = held({ ...view, scale: view.scale * factor }, picture, stage);
  const real = scale / view.scale;
  return held({ scale, x: x - (x - view.x) * real, y: y - (y - view.y) * real }, picture, stage);
}
