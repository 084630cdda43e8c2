// The embedded chat server as a transport: its own calls below `/api/v1/miniconf.*`.
import { keep, read } from "../store.js";
import { Refusal } from "./refused.js";

export function transport({ server, room }) {
  const slot = `room-${new URL(server).host}`;
  let session = JSON.parse(read(slot) ?? "null");
  let me = { signedIn: false };
  let info = {};

  function leave() {
    session = null;
    me = { signedIn: false };
  }

  async function call(path, body, signal) {
    const own = session ? { "X-Auth-Token": session.token, "X-User-Id": session.id } : {};
    const options = { headers: own, signal, credentials: "omit", method: body ? "POST" : "GET" };
    if (body) {
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(body);
    }
    const answer = await fetch(`${server}/api/v1/miniconf.${path}`, options);
    const found = await answer.json().catch(() => ({}));
    if (answer.ok) return found;
    const out = answer.status === 401 && session !== null;
    if (out) leave();
    // Where the server says why, the session may hold again later.
    if (out && !found.errorType) keep(slot, null);
    throw new Refusal(found.error ?? found.message, { status: answer.status, kind: found.errorType, out, ...found.details });
  }

  const ask = (path, values, signal) => call(`${path}?${new URLSearchParams({ room, ...values })}`, null, signal);
  const view = (found) => ({
    id: found.id, thread: found.thread, at: found.at, name: found.user.name, html: found.html,
    text: found.text, where: found.user.affiliation, author: found.user.badge === "author",
    staff: ["moderator", "organizer", "bot"].includes(found.user.badge), votes: found.votes,
    voted: found.voters.includes(me.username), own: found.user.id === me.id, edited: found.edited,
    question: found.kind === "question", answered: found.answered, pinned: found.pinned,
    gone: found.state !== "shown" || found.kind === "system", hidden: found.state === "hidden",
  });
  const flat = (found) => found.flatMap((message) => [message, ...(message.answers ?? [])]).map(view);

  return {
    get me() { return me.signedIn ? { name: me.name, marks: me.answers || me.moderates } : null; },
    get writing() { return info.writing; },
    get longest() { return info.longest ?? 5000; },
    async load() {
      info = await call("info");
      const opened = await ask("room");
      me = opened.me;
      const messages = [];
      let page = await ask("messages", { count: 50 });
      const { rev } = page;
      messages.push(...flat(page.messages), ...(page.gone ?? []).map((id) => ({ id, gone: true })));
      while (page.more && messages.length < 1000) {
        page = await ask("messages", { count: 50, before: page.messages[0].ts });
        messages.push(...flat(page.messages));
      }
      return { messages, since: rev, closed: opened.room.archived || opened.room.locked };
    },
    async news(since, signal) {
      const found = await ask("live", { since, wait: 25 }, signal);
      return { messages: found.messages.map(view), since: found.rev };
    },
    async enter(fields) {
      const found = await call("enter", fields);
      session = { token: found.authToken, id: found.userId };
      keep(slot, JSON.stringify(session));
    },
    leave() {
      leave();
      keep(slot, null);
    },
    send: (text, thread, id) => call("post", { room, text, id, ...(thread ? { thread } : { question: true }) }).then((found) => view(found.message)),
    vote: (message, on) => call("upvote", { message: message.id, on }).then((found) => view(found.message)),
    settle: (message, on) => call("answered", { message: message.id, on }).then((found) => view(found.message)),
    edit: (message, text) => call("edit", { message: message.id, text }).then((found) => view(found.message)),
    remove: (message) => call("delete", { message: message.id }).then((found) => view(found.message)),
  };
}
