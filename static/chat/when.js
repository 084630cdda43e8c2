// Times in the reader's zone, with the zone in the title.

import { h } from "./dom.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

export const words = (iso) => {
  const then = new Date(iso);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 864e5);
  if (days === 0) return `today ${clock.format(then)}`;
  if (days === 1) return `yesterday ${clock.format(then)}`;
  if (days === -1) return `tomorrow ${clock.format(then)}`;
  return Math.abs(days) < 6 ? weekday.format(then) : date.format(then);
};

export const time = (iso) =>
  h("time", { datetime: iso, title: `${whole.format(new Date(iso))} (${zone})` }, words(iso));
