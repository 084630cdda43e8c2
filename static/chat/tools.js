// What moderators do to a whole room: lock it, slow it down, announce something.

import { post, send } from "./api.js";
import { composer } from "./composer.js";
import { h } from "./dom.js";

const PACES = [[0, "Off"], [10, "10 s"], [30, "30 s"], [120, "2 min"]];

export const pace = (seconds) => seconds < 60 || seconds % 60 ? `${seconds} seconds` : seconds === 60 ? "minute" : `${seconds / 60} minutes`;

// The element, with `show(room)` that draws what holds now. `changed(room)` is told of a change.
export const tools = (page, changed) => {
  const error = h("p", { class: "bad-word", role: "alert", hidden: true });
  const set = (call, values) => async () => {
    error.hidden = true;
    try {
      changed((await post(call, { room: page.room, ...values() })).room);
    } catch (refusal) {
      error.textContent = refusal.message;
      error.hidden = false;
    }
  };
  let locked = false;
  const lock = h("button", { class: "b s", type: "button", onclick: set("miniconf.lock", () => ({ on: !locked })) });
  const paces = PACES.map(([seconds, words]) =>
    h("button", { type: "button", "data-pace": String(seconds), onclick: set("miniconf.slow", () => ({ seconds })) }, words));
  const element = h("details", { class: "room-tools" },
    h("summary", {}, "Moderate this room"),
    h("div", { class: "set" }, lock, h("p", { class: "small soft" }, "In a locked room moderators alone can write; everybody can read.")),
    h("div", { class: "set" }, h("span", { id: "pace" }, "Slow mode"), h("div", { class: "seg", role: "group", "aria-labelledby": "pace" }, paces),
      h("p", { class: "small soft" }, "How long each person waits between two messages. Authors and moderators do not wait.")),
    error,
    composer({
      label: "Announce something", button: "Announce", draft: `announce:${page.room}`, longest: page.info.longest,
      hint: `As ${page.me.name}. It is pinned to the top of the room.`,
      send: (text) => send({ room: page.room, text }, "miniconf.announce"),
      done: (message) => page.take(message),
    }));
  element.show = (room) => {
    ({ locked } = room);
    lock.textContent = locked ? "Unlock the room" : "Lock the room";
    for (const button of paces) button.setAttribute("aria-pressed", String(Number(button.dataset.pace) === room.slow));
  };
  return element;
};
