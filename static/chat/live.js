// The live feed: one call that waits at the server, again and again, with patience when it fails.

import { read } from "./api.js";

const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

// After so many failures in a row: at least as long as the server asks for, and not with everybody.
export const patience = (failures, error) => pause(Math.max(error.seconds ?? 0, Math.min(2 ** failures, 30) * (0.5 + Math.random())));

// `take(news)` is given what is new; `state(words)` is told when the line is broken and when it is
// back (an empty string). Gives a function that ends it.
export const follow = (room, since, take, state) => {
  let running = true;
  let abort = new AbortController();
  let broken = 0;

  const loop = async () => {
    let rev = since;
    while (running) {
      try {
        const news = await read("miniconf.live", { room, since: rev, wait: document.hidden ? 45 : 25, others: true }, abort.signal);
        if (broken) state("");
        broken = 0;
        rev = news.rev;
        if (running) take(news);
        // A lively room is drawn a few times a second, not for each word.
        await pause(0.25);
      } catch (error) {
        if (!running || error.name === "AbortError") continue;
        broken += 1;
        if (broken > 1 || error.kind === "offline") state(error.kind === "offline" ? "offline" : error.message);
        await patience(broken, error);
      }
    }
  };

  loop();
  // Coming back to the page, or to the network, is a reason to ask at once.
  const wake = () => { abort.abort(); abort = new AbortController(); };
  addEventListener("online", wake);
  return () => { running = false; removeEventListener("online", wake); abort.abort(); };
};
