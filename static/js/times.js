// How instants are written in a zone, in the words of the pages; formats are costly, so each is made
// once.
const made = new Map();

function format(zone, options) {
  const name = `${zone} ${JSON.stringify(options)}`;
  if (!made.has(name)) made.set(name, new Intl.DateTimeFormat("en", { timeZone: zone, ...options }));
  return made.get(name);
}

const part = (parts, type) => parts.find((one) => one.type === type)?.value ?? "";
const DIGITS = { month: "numeric", day: "numeric", year: "numeric", hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" };
const DAY = 864e5;

// How far the zone's clock is ahead of UTC at an instant, in milliseconds.
function ahead(zone, instant) {
  const [month, number, year, ...rest] = format(zone, DIGITS).format(instant).match(/\d+/g).map(Number);
  return Date.UTC(year, month - 1, number, ...rest) - Math.floor(instant / 1000) * 1000;
}

// The browser takes long to say it, so it is asked once for each day on which clocks do not change.
const steady = new Map();
function distance(zone, instant) {
  const days = steady.get(zone) ?? steady.set(zone, new Map()).get(zone);
  const day = Math.floor(instant / DAY);
  if (!days.has(day)) {
    const [one, other] = [ahead(zone, day * DAY), ahead(zone, (day + 1) * DAY)];
    days.set(day, one === other ? one : null);
  }
  return days.get(day) ?? ahead(zone, instant);
}

// `2027-09-23T09:30:00.000`: what the zone's calendar and clock show at an instant.
const local = (zone, instant) => new Date(Number(instant) + distance(zone, Number(instant))).toISOString();

// `2027-09-23`: the day on which an instant falls in a zone.
export const dayKey = (zone, instant) => local(zone, instant).slice(0, 10);

// Plain English is known here; for another language the page says how it writes days.
const WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const YEAR = "January February March April May June July August September October November December";
const ENGLISH = {
  short: "{weekday} {day}",
  full: "{weekday} {day} {month}",
  date: "{day} {month}",
  days: WEEK,
  days_short: WEEK.map((name) => name.slice(0, 3)),
  months: YEAR.split(" "),
};

const written = document.documentElement.dataset.dates;
const dates = written ? JSON.parse(written) : ENGLISH;

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

const byZone = new Map();

export function forms(zone) {
  if (!byZone.has(zone)) {
    byZone.set(zone, {
      time: (date) => local(zone, date).slice(11, 16),
      day: (date) => shortDay(dayKey(zone, date)),
      full: (date) => longDay(dayKey(zone, date)),
      date: (date) => day(dayKey(zone, date), dates.date, dates.days),
    });
  }
  return byZone.get(zone);
}

// Hour and minute of an instant in a zone, as numbers.
export const clock = (zone, instant) => local(zone, instant).slice(11, 16).split(":").map(Number);

export function offset(zone, date) {
  const parts = format(zone, { timeZoneName: "shortOffset" }).formatToParts(date);
  return part(parts, "timeZoneName").replace("GMT", "UTC").replace(/[+]0$/, "").replace("-", "−");
}
