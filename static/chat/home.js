// The list of rooms: found as one types, more on demand.

import { read } from "./api.js";
import { counted, h, one } from "./dom.js";
import { words } from "./when.js";
import "./frame.js";

const list = one("[data-list]");
const more = one("[data-more-rooms]");
let filter = "";
let shown = 0;

const entry = (room) => h("li", {},
  h("a", { href: `/channel/${encodeURIComponent(room.name)}` }, h("strong", {}, room.title)),
  room.topic && h("p", { class: "meta" }, room.topic.length > 180 ? `${room.topic.slice(0, 179)}…` : room.topic),
  h("p", { class: "small soft" }, counted(room.messages, "message"), room.last ? `, the last ${words(room.last)}` : ""));

const load = async (offset) => {
  const found = await read("miniconf.rooms", { filter, offset, count: 50, sort: '{"lm":-1}' }).catch(() => null);
  if (!found) return;
  if (!offset) { list.replaceChildren(); shown = 0; }
  list.append(...found.rooms.map(entry));
  shown += found.rooms.length;
  one("[data-total]").textContent = counted(found.total, "room") + (filter ? " found" : "");
  more.hidden = shown >= found.total;
};

let timer;
one("[data-room-search]").addEventListener("input", (event) => {
  clearTimeout(timer);
  timer = setTimeout(() => { filter = event.target.value; load(0); }, 180);
});
one("[data-room-search]").addEventListener("submit", (event) => event.preventDefault());
more.addEventListener("click", () => load(shown));
load(0);
