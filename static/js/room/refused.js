// Why a chat server did not do something, as a sentence of the site's own where there is one.
import { counted, filled } from "../dom.js";
import { timeOf } from "../zone.js";

// `kind` is the server's word for what is wrong; `out` tells that one is signed out; `seconds` says
// how long to wait, `until` when it ends.
export class Refusal extends Error {
  constructor(sentence, more) {
    super(String(sentence ?? "").replace(/ \[[\w-]+\]$/, ""));
    Object.assign(this, more);
  }
}

export function why(words, { status, kind, out, seconds, until, message }) {
  if (seconds) return counted(words.wait, seconds);
  const when = until && timeOf(until, null, "full").textContent;
  if (kind === "error-user-muted") return until ? filled(words.muted, { when }) : words.muted_here;
  if (kind === "error-user-banned" && until) return filled(words.banned, { when });
  if (out) return words.ended;
  if (["error-room-archived", "error-room-readonly"].includes(kind)) return words.closed;
  if (["error-invalid-message", "error-message-not-found"].includes(kind)) return words.lost;
  // Without a status there was no answer at all.
  if (!(status < 500) || !message) return words.down;
  return /[.?!。？！]$/.test(message) ? message : `${message}.`;
}
