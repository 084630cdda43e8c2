// What a reader does to messages: votes, marks, answers, other words, reports; and moderators' deeds.

import { post, send } from "./api.js";
import { shutOut } from "./shutout.js";
import { composer } from "./composer.js";
import { one } from "./dom.js";

const CALLS = { upvote: "miniconf.upvote", answered: "miniconf.answered", question: "miniconf.question", pin: "miniconf.pin", hide: "miniconf.hide" };

export const deeds = (page) => {
  const tried = async (work) => {
    try {
      await work();
    } catch (refusal) {
      page.notice("warn", refusal.message, "warn");
    }
  };

  const act = (name, message, on) => tried(async () => {
    page.take((await post(CALLS[name], { message: message.id, on })).message);
  });

  const reply = (message) => {
    const place = one("[data-reply-place]", page.log.node(message.id));
    if (!place.firstChild) {
      const close = () => { box.remove(); page.log.node(message.id)?.querySelector("[data-reply]")?.focus(); };
      const box = composer({
        label: message.kind === "question" ? `Answer ${message.user.name}` : `Reply to ${message.user.name}`,
        button: "Send", draft: `draft:${message.id}`, longest: page.info.longest, people: page.people,
        hint: `As ${page.me.name}`,
        send: (text) => send({ room: page.room, thread: message.id, text }),
        done: (written, left) => { page.take(written); if (!left) close(); },
        cancel: close,
      });
      place.append(box);
    }
    place.firstChild.focusWords();
  };

  const edit = (message) => {
    const words = document.querySelector(`[data-message="${CSS.escape(message.id)}"] [data-words]`);
    const box = composer({
      label: "Your message", button: "Save", text: message.text, longest: page.info.longest, people: page.people, hint: "Others see that it was edited.",
      send: async (text) => (await post("miniconf.edit", { message: message.id, text })).message,
      done: (saved, left) => { if (!left) box.remove(); page.take(saved); },
      cancel: () => { box.remove(); page.log.redraw(message.thread ?? message.id); },
    });
    box.dataset.editing = message.id;
    words.replaceChildren(box);
    box.focusWords();
  };

  const sure = (question, work) => { if (confirm(question)) tried(work); };
  const erase = (message) => sure("Take this message back? Its words are deleted for everybody.", async () => {
    page.take((await post("miniconf.delete", { message: message.id })).message);
  });
  const report = (message) => {
    const reason = prompt("What is wrong with this message? The moderators will read this.");
    if (reason) tried(async () => { await post("miniconf.report", { message: message.id, reason }); page.notice("checkc", "The moderators have been told.", "ok"); });
  };
  const mute = (message, minutes) => sure(`Mute ${message.user.name} in all rooms for an hour?`, () => post("miniconf.mute", { user: message.user.id, minutes }));
  const ban = (message, minutes) => tried(async () => {
    const choice = await shutOut(message.user.name);
    if (!choice) return;
    await post("miniconf.ban", { user: message.user.id, minutes, reason: "from a room", address: choice.address });
    page.notice("checkc", `${message.user.name} is shut out for a day. The log on the page “Moderation” lets them in again.`, "ok");
  });
  return { act, reply, edit, erase, report, mute, ban };
};
