// What is asked of the schedule, as the address holds it.
const LISTS = ["kind", "track"];

export function read(fallback) {
  const asked = new URLSearchParams(location.search);
  const wish = { view: asked.get("view") ?? fallback ?? "room", mine: asked.has("mine") };
  for (const name of LISTS) wish[name] = asked.getAll(name);
  return wish;
}

export function write(wish, fallback) {
  const asked = new URLSearchParams();
  for (const name of LISTS) wish[name].forEach((value) => asked.append(name, value));
  if (wish.mine) asked.set("mine", "");
  if (wish.view !== (fallback ?? "room")) asked.set("view", wish.view);
  const text = asked.toString().replace(/=(?=&|$)/g, "");
  history.replaceState(history.state, "", `${location.pathname}${text && `?${text}`}${location.hash}`);
}

export const isAsked = (wish) => wish.kind.length > 0 || wish.track.length > 0 || wish.mine || wish.view !== "room";
