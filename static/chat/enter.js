// A personal link: its token is exchanged for a session and taken out of the address at once.

import { signIn } from "./api.js";
import { callout, one } from "./dom.js";
import "./frame.js";

const token = location.hash.slice(1);
history.replaceState(null, "", "/enter");
const say = (icon, words, kind) => one("[data-notice]").replaceChildren(callout(icon, words, kind));

if (!token) say("warn", "This address has no personal link in it. Open the link from your mail as it stands.", "warn");
else {
  try {
    const me = await signIn({ link: token });
    const next = new URLSearchParams(location.search).get("room");
    location.replace(next ? `/channel/${encodeURIComponent(next)}` : me.papers.length ? "/mine" : "/");
  } catch (refusal) {
    const more = refusal.kind === "error-invalid-link" ? " Please ask the organizers for a new one." : "";
    say("warn", refusal.message + more, "bad");
  }
}
