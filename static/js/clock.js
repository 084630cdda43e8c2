// Whether this device's clock is wrong: it stands before the day on which the server wrote this page,
// or far from the time that the server gives now. Where the server says neither, nothing is known.
import { make } from "./dom.js";

const DAY = 864e5;
const FAR = 600_000;

const isBehind = () => Date.parse(document.lastModified) - Date.now() > DAY;

// Asked by HEAD, which neither the browser's cache nor the service worker answers; a copy that stood
// somewhere on the way says for how many seconds.
async function isFar() {
  if (!navigator.onLine || !location.protocol.startsWith("http")) return false;
  try {
    const { headers } = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    const there = Date.parse(headers.get("date")) + 1000 * (Number(headers.get("age")) || 0);
    return Math.abs(there - Date.now()) > FAR;
  } catch {
    return false;
  }
}

// Asked once a page.
let asked = null;
export const isWrong = () => (asked ??= isBehind() ? Promise.resolve(true) : isFar());

export const warning = () => make("p", "meta", document.querySelector("[data-wrong-clock]")?.dataset.wrongClock ?? "");
