// How instants are written in a zone, in the page's language; formats are costly, so each is made
// once.
const declared = document.documentElement.lang || "en";
// plain English is written as the pages write it: the day before the month
const lang = declared === "en" ? "en-GB" : declared;
const made = new Map();

export function format(zone, options, language = lang) {
  const name = `${language} ${zone} ${JSON.stringify(options)}`;
  if (!made.has(name)) {
    made.set(name, new Intl.DateTimeFormat(language, { timeZone: zone, ...options }));
  }
  return made.get(name);
}

const part = (parts, type) => parts.find((one) => one.type === type)?.value ?? "";

export function forms(zone) {
  const time = format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = format(zone, { weekday: "short" });
  const number = format(zone, { day: "numeric" });
  return {
    time: (date) => time.format(date),
    day: (date) => `${weekday.format(date)} ${part(number.formatToParts(date), "day")}`,
    full: (date) => format(zone, { weekday: "long", day: "numeric", month: "long" }).format(date),
    date: (date) => format(zone, { day: "numeric", month: "long" }).format(date),
  };
}

// `2027-09-23`: the day on which an instant falls in a zone.
export function dayKey(zone, instant) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit" };
  const parts = format(zone, options, "en").formatToParts(instant);
  return `${part(parts, "year")}-${part(parts, "month")}-${part(parts, "day")}`;
}

// A day's own names, from its key.
export const longDay = (key) => forms("UTC").full(new Date(`${key}T12:00Z`));
export const shortDay = (key) => forms("UTC").day(new Date(`${key}T12:00Z`));

export function offset(zone, date) {
  const parts = format(zone, { timeZoneName: "shortOffset" }, "en").formatToParts(date);
  return part(parts, "timeZoneName").replace("GMT", "UTC").replace("-", "−");
}
