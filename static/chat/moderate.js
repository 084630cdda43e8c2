// The moderators' desk: what was reported, and the log of what was done.

import { post, read } from "./api.js";
import { callout, cleaned, h, one } from "./dom.js";
import { shutOut } from "./shutout.js";
import { time } from "./when.js";
import "./frame.js";

const say = (words, kind = "warn") => one("[data-notice]").replaceChildren(callout("warn", words, kind));
const tried = (work) => async () => { try { await work(); await load(); } catch (refusal) { say(refusal.message); } };

const ban = async (user) => {
  const choice = await shutOut(user.name);
  if (choice) await post("miniconf.ban", { user: user.id, minutes: 1440, reason: "after a report", address: choice.address });
};

const report = ({ message, reason, by, at, roomName, roomTitle }) => {
  const words = h("div", { class: "say" });
  words.append(cleaned(message.html));
  const hidden = message.state === "hidden";
  return h("article", { class: "qa" },
    h("p", { class: "meta" }, h("a", { href: `/channel/${encodeURIComponent(roomName)}#m-${message.thread ?? message.id}` }, roomTitle), `, reported by ${by} `, time(at), `: ${reason}`),
    h("p", { class: "who" }, h("strong", {}, message.user.name), " wrote ", time(message.at)), words,
    h("p", { class: "acts" },
      h("button", { class: "b s", type: "button", onclick: tried(() => post("miniconf.hide", { message: message.id, on: !hidden })) }, hidden ? "Show again" : "Hide"),
      h("button", { class: "b s", type: "button", onclick: tried(() => post("miniconf.mute", { user: message.user.id, minutes: 60 })) }, "Mute for an hour"),
      h("button", { class: "b s", type: "button", onclick: tried(() => ban(message.user)) }, "Shut out for a day"),
      h("button", { class: "b s", type: "button", onclick: tried(() => post("moderation.dismissReports", { msgId: message.id })) }, "Close the report")));
};

const DONE = {
  "hide-message": "hid a message by", "show-message": "showed again a message by", "delete-message": "deleted a message by",
  "edit-message": "changed a message by", "pin-message": "pinned a message by", "unpin-message": "unpinned a message by",
  "mute-user": "muted", "unmute-user": "let speak again", mute: "muted", unmute: "let speak again", ban: "shut out", unban: "let in again",
  "lock-room": "locked the room", "unlock-room": "opened the room", "slow-room": "set slow mode", "archive-room": "closed the room",
  "unarchive-room": "opened the room again", "dismiss-reports": "closed the reports", "delete-room": "deleted a room",
  "add-moderator": "made a moderator of", "remove-moderator": "made no longer a moderator", "remove-user": "took out of the room",
};

// What still holds may be ended; the latest of its kind alone speaks for a person.
const ended = new Set();
const undo = ({ action, target, details }) => {
  const call = { mute: "mute", unmute: "mute", ban: "ban", unban: "ban" }[action];
  if (!call || ended.has(call + target)) return null;
  ended.add(call + target);
  if (!details.until || new Date(details.until) < new Date()) return null;
  return h("p", { class: "acts" }, h("span", {}, "until ", time(details.until)),
    h("button", { class: "b s", type: "button", onclick: tried(() => post(`miniconf.${call}`, { user: target, minutes: 0 })) }, call === "ban" ? "Let in again" : "Let speak again"));
};

const deed = (entry) => h("div", { class: "log-row" }, time(entry.at), h("div", {},
  h("p", {}, h("strong", {}, entry.by.name ?? "The server"), ` ${DONE[entry.action] ?? entry.action.replaceAll("-", " ")}`, entry.targetName ? ` ${entry.targetName}` : "", entry.room ? ` in ${entry.room}` : ""),
  entry.details.address && h("p", {}, "with the address they came from"),
  undo(entry),
  (entry.details.reason || entry.details.before) && h("p", {}, entry.details.reason || `“${entry.details.before}”`)));

const load = async () => {
  const { reports, total } = await read("miniconf.reports", { count: 50 });
  const { entries } = await read("miniconf.audit", { count: 100 });
  one('[data-count="reports"]').textContent = total;
  one("[data-reports]").replaceChildren(...(reports.length ? reports.map(report) : [h("p", { class: "meta" }, "Nothing is reported.")]));
  ended.clear();
  one("[data-audit]").replaceChildren(...entries.map(deed));
};

load().catch((refusal) => say(refusal.status === 401 ? "Open your personal link in this browser first." : refusal.message));
