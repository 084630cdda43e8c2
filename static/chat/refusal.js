// What the server refuses, or the line, in a sentence that says what to do: one full stop, times in
// the reader's own zone.

import { words } from "./when.js";

const soon = (seconds) => {
  if (seconds === 1) return "1 second";
  if (seconds < 100) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
};
const until = (details) => details.until ? `until ${words(details.until)} (your time)` : "for a while";

export const silenced = (instant) => instant
  ? `A moderator has muted you ${until({ until: instant })}. You can go on reading, and write again then.`
  : "A moderator has muted you in this room. You can go on reading.";

const banned = (details) => details.address
  ? `From the network you are in, nobody can come in or write ${until(details)}, perhaps because of somebody else. If you have a personal link, use it; otherwise please ask the organizers.`
  : `A moderator has shut you out ${until(details)}. If this is a mistake, please tell the organizers.`;

const SAID = {
  "offline": () => "The chat server cannot be reached. Please check your connection and try again.",
  "error-user-muted": (details) => silenced(details.until),
  "error-user-banned": banned,
  "error-too-many-requests": (details, seconds) => `This was too much in a short time. Please try again in ${soon(seconds || 60)}.`,
  "error-slow-mode": (details, seconds) => `The room is in slow mode. You can write again in ${soon(seconds || 60)}.`,
  "error-room-readonly": () => "A moderator has locked this room. You can go on reading; please try again later.",
  "error-room-archived": () => "The room is closed. What was said stays readable.",
  "error-storage": () => "The server cannot keep messages at the moment. Please try again in a minute.",
};

// A sentence of the server, without its kind in brackets and with one full stop.
const plain = (text) => {
  const said = text.replace(/ \[[\w-]+\]$/, "").replace(/[.\s]+$/, "");
  return /[?!]$/.test(said) ? said : `${said}.`;
};

export const sentence = ({ kind, status, text = "", details = {}, seconds = 0 }) => {
  if (SAID[kind] && (kind !== "error-user-banned" || details.until)) return SAID[kind](details, seconds);
  if (status === 401) return "You are not signed in any more. Please come in again.";
  if (status >= 500 || !text) return "The server has trouble at the moment. Please try again in a minute.";
  return plain(text);
};

export class Refusal extends Error {
  constructor(told) {
    super(sentence(told));
    Object.assign(this, { kind: told.kind, status: told.status, seconds: told.seconds ?? 0 });
  }
}
