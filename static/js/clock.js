// A clock that stands before the day on which the server wrote this page is wrong. Where the server
// does not say when that was, the browser takes its own clock, and nothing is known.
import { make } from "./dom.js";

const DAY = 864e5;

export const isWrong = () => Date.parse(document.lastModified) - Date.now() > DAY;

export const warning = () => make("p", "meta", document.querySelector("[data-wrong-clock]")?.dataset.wrongClock ?? "");
