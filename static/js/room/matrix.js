// A Matrix server as a transport: the Client-Server API, as a guest with a chosen name.
import { keep, read } from "../store.js";
import { Refusal } from "./refused.js";

const VOTES = ["👍", "⬆"];
const SETTLED = ["✅", "✔"];
const plain = (key) => (key ?? "").replace(/[\ufe0e\ufe0f]|\ud83c[\udffb-\udfff]/g, "");

export function transport({ server, room, domain }) {
  const slot = `room-${new URL(server).host}`;
  let session = JSON.parse(read(slot) ?? "null");
  let id = "";
  let levels = {};
  let closed = false;
  const names = new Map();
  const events = new Map();
  const redacted = new Set();

  async function call(method, path, body, signal) {
    const headers = session?.token ? { Authorization: `Bearer ${session.token}` } : {};
    if (body) headers["Content-Type"] = "application/json";
    for (;;) {
      const options = { method, headers, signal, credentials: "omit", body: body && JSON.stringify(body) };
      const answer = await fetch(`${server}/_matrix/client/v3/${path}`, options);
      const found = await answer.json().catch(() => ({}));
      if (answer.ok) return found;
      if (answer.status !== 429) {
        const out = found.errcode === "M_UNKNOWN_TOKEN";
        if (out) { session = null; keep(slot, null); }
        throw new Refusal(found.error, { status: answer.status, out });
      }
      await new Promise((go) => { setTimeout(go, Math.min(found.retry_after_ms ?? 5000, 60000)); });
    }
  }

  const store = () => keep(slot, JSON.stringify(session));
  const inRoom = (path) => `rooms/${encodeURIComponent(id)}/${path}`;
  const relation = (event) => event.content["m.relates_to"] ?? {};
  const level = (user) => levels.users?.[user] ?? 0;
  const random = () => `m${Date.now()}${Math.random().toString(36).slice(2)}`;

  // A guest may read what the world may read only with a token of its own.
  async function guest() {
    if (session) return;
    const found = await call("POST", "register?kind=guest", {});
    session = { token: found.access_token, id: found.user_id, name: "" };
    store();
  }

  function take(found) {
    for (const event of found) {
      if (event.type === "m.room.member") names.set(event.state_key, event.content.displayname);
      if (event.type === "m.room.power_levels") {
        levels = event.content;
        closed = (levels.events_default ?? 0) > level(session.id);
      }
      if (event.type === "m.room.redaction") redacted.add(event.redacts ?? event.content.redacts);
      if (event.unsigned?.redacted_because) redacted.add(event.event_id);
      if (["m.room.message", "m.reaction"].includes(event.type)) events.set(event.event_id, event);
    }
  }

  // Every message with what later events did to it.
  function views() {
    const shown = new Map();
    const all = [...events.values()].filter((event) => !redacted.has(event.event_id));
    for (const event of all) {
      const { body } = event.content;
      if (event.type !== "m.room.message" || typeof body !== "string" || relation(event).rel_type === "m.replace") continue;
      const reply = relation(event)["m.in_reply_to"]?.event_id;
      const thread = relation(event).rel_type === "m.thread" ? relation(event).event_id : reply;
      shown.set(event.event_id, {
        id: event.event_id, thread: thread ?? null, at: event.origin_server_ts,
        text: reply ? body.replace(/^(> [^\n]*\n)+\n?/, "") : body, user: event.sender,
        name: names.get(event.sender) || event.sender.slice(1).split(":")[0],
        author: level(event.sender) >= 25 && level(event.sender) < 50, staff: level(event.sender) >= 50,
        votes: 0, voters: new Set(), own: event.sender === session?.id, edited: false,
        question: !thread && /[?？؟⸮՞፧꘏]/.test(body), answered: false, gone: false,
        pinned: Boolean(event.content["org.miniconf.welcome"]),
      });
    }
    for (const event of all.sort((one, other) => one.origin_server_ts - other.origin_server_ts)) {
      const target = shown.get(relation(event).event_id);
      if (!target) continue;
      if (event.type === "m.reaction") {
        const key = plain(relation(event).key);
        if (VOTES.includes(key) && event.sender !== target.user) target.voters.add(event.sender);
        if (SETTLED.includes(key) && (event.sender === target.user || level(event.sender) >= 25)) target.answered = true;
      } else if (relation(event).rel_type === "m.replace" && event.sender === target.user) {
        Object.assign(target, { text: event.content["m.new_content"]?.body ?? target.text, edited: true });
      }
    }
    for (const message of shown.values()) {
      if (message.thread && message.author && shown.has(message.thread)) shown.get(message.thread).answered = true;
      message.votes = message.voters.size;
      message.voted = message.voters.has(session?.id);
    }
    return [...shown.values()];
  }

  const changed = () => {
    const gone = [...redacted].map((key) => ({ id: key, gone: true }));
    return [...views(), ...gone];
  };
  const filter = () => encodeURIComponent(JSON.stringify({
    presence: { types: [] }, account_data: { types: [] },
    room: { rooms: [id], ephemeral: { types: [] }, account_data: { types: [] }, timeline: { limit: 100 }, state: { lazy_load_members: true } },
  }));
  const put = async (type, content, key = random()) => {
    const found = await call("PUT", inRoom(`send/${type}/${key}`), content);
    take([{ type, content, event_id: found.event_id, sender: session.id, origin_server_ts: Date.now() }]);
    return views().find((message) => message.id === found.event_id) ?? changed();
  };
  const react = async (message, keys, on) => {
    if (on) return put("m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: message.id, key: keys[0] } });
    for (const [key, event] of events) {
      const mine = event.type === "m.reaction" && event.sender === session.id && !redacted.has(key);
      if (mine && relation(event).event_id === message.id && keys.includes(plain(relation(event).key))) {
        await call("PUT", inRoom(`redact/${encodeURIComponent(key)}/${random()}`), {});
        redacted.add(key);
      }
    }
    return changed();
  };

  return {
    get me() { return session?.name ? { name: session.name, marks: level(session.id) >= 25 } : null; },
    writing: "open",
    longest: 5000,
    async load() {
      await guest();
      id = (await call("GET", `directory/room/${encodeURIComponent(`#${room}:${domain}`)}`)).room_id;
      take([{ type: "m.room.power_levels", content: await call("GET", inRoom("state/m.room.power_levels/")) }]);
      const kept = encodeURIComponent(JSON.stringify({ types: ["m.room.message", "m.reaction", "m.room.redaction"], lazy_load_members: true }));
      let from = "";
      for (let page = 0; page < 20; page += 1) {
        const found = await call("GET", inRoom(`messages?dir=b&limit=100&filter=${kept}${from}`));
        take([...(found.state ?? []), ...found.chunk]);
        if (!found.end || !found.chunk.length) break;
        from = `&from=${encodeURIComponent(found.end)}`;
      }
      return { messages: changed(), since: "", closed };
    },
    async news(since, signal) {
      // Only who has joined is told what is new; who only reads looks again now and then.
      if (!session?.joined) {
        await new Promise((go, stop) => {
          const timer = setTimeout(go, 15000);
          signal.addEventListener("abort", () => { clearTimeout(timer); stop(new DOMException("", "AbortError")); });
        });
        const found = await call("GET", inRoom("messages?dir=b&limit=50"), null, signal);
        take(found.chunk);
        return { messages: changed(), since };
      }
      const wait = since ? 25000 : 0;
      const found = await call("GET", `sync?timeout=${wait}&filter=${filter()}${since ? `&since=${since}` : ""}`, null, signal);
      const here = found.rooms?.join?.[id];
      take([...(here?.state?.events ?? []), ...(here?.timeline?.events ?? [])]);
      return { messages: here ? changed() : [], since: found.next_batch };
    },
    async enter({ name }) {
      await guest();
      await call("PUT", `profile/${encodeURIComponent(session.id)}/displayname`, { displayname: name });
      await call("POST", `join/${encodeURIComponent(id)}`, {});
      Object.assign(session, { name, joined: true });
      names.set(session.id, name);
      store();
    },
    leave() {
      session = null;
      keep(slot, null);
    },
    send: (text, thread, key) => put("m.room.message", { msgtype: "m.text", body: text, ...(thread ? { "m.relates_to": { rel_type: "m.thread", event_id: thread } } : {}) }, key),
    vote: (message, on) => react(message, VOTES, on),
    settle: (message, on) => react(message, SETTLED, on),
    edit: (message, text) => put("m.room.message", {
      msgtype: "m.text", body: `* ${text}`, "m.new_content": { msgtype: "m.text", body: text },
      "m.relates_to": { rel_type: "m.replace", event_id: message.id },
    }).then(changed),
    async remove(message) {
      await call("PUT", inRoom(`redact/${encodeURIComponent(message.id)}/${random()}`), {});
      redacted.add(message.id);
      return changed();
    },
  };
}
