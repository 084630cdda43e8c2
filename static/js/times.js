// How instants are written in a zone, in the words of the pages; formats are costly, so each is made
// once.
const made = new Map();

export function format(zone, options) {
  const name = `${zone} ${JSON.stringify(options)}`;
  if (!made.has(name)) made.set(name, new Intl.DateTimeFormat("en", { timeZone: zone, ...options }));
  return made.get(name);
}

const part = (parts, type) => parts.find((one) => one.type === type)?.value ?? "";
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY = { year: "numeric", month: "2-digit", day: "2-digit" };

// `2027-09-23`: the day on which an instant falls in a zone.
export function dayKey(zone, instant) {
  const parts = format(zone, DAY).formatToParts(instant);
  return `${part(parts, "year")}-${part(parts, "month")}-${part(parts, "day")}`;
}

// Plain English is known here; for another language the page says how it writes days.
function english() {
  const names = (options, month, first, count) =>
    Array.from({ length: count }, (_, n) => {
      const date = new Date(Date.UTC(2024, month(n), first(n)));
      return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(date);
    });
  const monday = (n) => n + 1; // January 2024 began on a Monday
  const week = (weekday) => names({ weekday }, () => 0, monday, 7);
  return {
    short: "{weekday} {day}",
    full: "{weekday} {day} {month}",
    date: "{day} {month}",
    days: week("long"),
    days_short: week("short"),
    months: names({ month: "long" }, (n) => n, () => 1, 12),
  };
}

const written = document.documentElement.dataset.dates;
const dates = written ? JSON.parse(written) : english();

function day(key, pattern, names) {
  const date = new Date(`${key}T00:00Z`);
  const weekday = names[(date.getUTCDay() + 6) % 7];
  const values = { weekday, day: date.getUTCDate(), month: dates.months[date.getUTCMonth()] };
  return pattern.replace(/{(\w+)}/g, (_, name) => values[name]);
}

// A day's own names, from its key.
export const longDay = (key) => day(key, dates.full, dates.days);
export const shortDay = (key) => day(key, dates.short, dates.days_short);
export const weekday = (key) => day(key, "{weekday}", dates.days_short);

export function forms(zone) {
  const time = format(zone, CLOCK);
  return {
    time: (date) => time.format(date),
    day: (date) => shortDay(dayKey(zone, date)),
    full: (date) => longDay(dayKey(zone, date)),
    date: (date) => day(dayKey(zone, date), dates.date, dates.days),
  };
}

// Hour and minute of an instant in a zone, as numbers.
export const clock = (zone, instant) => format(zone, CLOCK).format(instant).split(":").map(Number);

export function offset(zone, date) {
  const parts = format(zone, { timeZoneName: "shortOffset" }).formatToParts(date);
  return part(parts, "timeZoneName").replace("GMT", "UTC").replace("-", "−");
}
