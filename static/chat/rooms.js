// The list of rooms beside a room: one's own with what is unread, then those found by a search.

import { read, session } from "./api.js";
import { h, one } from "./dom.js";

const here = one("[data-room]")?.dataset.room;
const list = one("[data-rooms]");
let own = [];
let others = [];

const entry = (room) => h("li", {}, h("a", { href: `/channel/${encodeURIComponent(room.name)}`, "aria-current": room.name === here ? "page" : null, title: room.title },
  h("span", {}, room.title),
  room.unread > 0 && room.name !== here && h("span", { class: "unread" }, room.unread >= 100 ? "99+" : String(room.unread), h("span", { class: "vh" }, " unread"))));

const draw = () => {
  const names = new Set(own.map((room) => room.name));
  const rest = others.filter((room) => !names.has(room.name));
  list.replaceChildren(
    ...(own.length ? [h("li", {}, h("h2", {}, "Mine")), ...own.map(entry)] : []),
    ...(rest.length ? [h("li", {}, h("h2", {}, own.length ? "Others" : "Rooms")), ...rest.map(entry)] : []));
};

export const load = async (filter = "") => {
  if (!list) return;
  others = (await read("miniconf.rooms", { filter, count: 40, sort: '{"lm":-1}' }).catch(() => ({ rooms: [] }))).rooms;
  own = session() && !filter ? (await read("miniconf.joined").catch(() => ({ rooms: [] }))).rooms : [];
  draw();
};

// News of other rooms, as the live feed tells it.
export const stir = (rooms) => {
  for (const { name } of rooms ?? []) {
    const room = own.find((other) => other.name === name);
    if (room && room.name !== here) room.unread += 1;
  }
  if (list && rooms?.length) draw();
};

let timer;
one("[data-room-search]")?.addEventListener("input", (event) => {
  clearTimeout(timer);
  timer = setTimeout(() => load(event.target.value), 200);
});
one("[data-room-search]")?.addEventListener("submit", (event) => event.preventDefault());
