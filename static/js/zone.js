// One switch of the time zone, which every time on every page obeys. Times are in the HTML in the
// conference's zone; this rewrites them for the reader's own zone, or for the one that they chose.
import { keep, read } from "./store.js";
import { forms, offset } from "./times.js";

const root = document.documentElement;
const conference = { zone: root.dataset.zone, city: root.dataset.city };
const original = new WeakMap();
// Browsers name some zones after what their cities were called once; Etc/GMT+5 is five hours behind.
const TODAY = {
  Calcutta: "Kolkata", Kiev: "Kyiv", Saigon: "Ho Chi Minh City", Katmandu: "Kathmandu", Rangoon: "Yangon", Faeroe: "Faroe",
};
function cityOf(zone) {
  if (/^Etc\/GMT.?\d/.test(zone)) return offset(zone, new Date());
  const city = zone.split("/").pop().replaceAll("_", " ");
  return TODAY[city] ?? city;
}
const checked = new Map();
function known(zone) {
  if (!checked.has(zone)) {
    try {
      checked.set(zone, Boolean(zone && new Intl.DateTimeFormat("en", { timeZone: zone })));
    } catch {
      checked.set(zone, false);
    }
  }
  return checked.get(zone);
}
// The browser's own zone, "" where it does not say; asked for when first needed: that takes a while.
let own = null;
function mine() {
  own ??= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  return known(own) ? own : "";
}

export function current() {
  const choice = read("zone") ?? "mine";
  const zone = choice === "mine" ? mine() : choice;
  return known(zone) ? zone : conference.zone;
}

// What a time says in a zone. Lists say the same times again and again, so each is put into words once.
const said = new Map();
function saying(zone, element) {
  const { dateTime, dataset } = element;
  const name = `${zone} ${dateTime} ${dataset.end ?? ""} ${dataset.f ?? ""}`;
  if (!said.has(name)) {
    const end = dataset.end ? new Date(dataset.end) : null;
    said.set(name, written(forms(zone), new Date(dateTime), end, dataset.f));
  }
  return said.get(name);
}

function written(form, start, end, kind) {
  if (kind === "date") return form.date(start);
  let until = "";
  if (end) {
    const far = end - start >= 864e5;
    until = `–${far ? `${form.day(end)}, ` : ""}${form.time(end)}`;
  }
  if (kind === "t") return form.time(start) + until;
  return `${kind === "full" ? form.full(start) : form.day(start)}, ${form.time(start)}${until}`;
}

const timesHere = () => document.querySelectorAll("time[datetime*=T]");

// The zone's distance from UTC at the first and the last time of the page, or of the conference where
// there is none: two where clocks change between.
function offsets(zone) {
  const found = [...timesHere()].filter((element) => element.dataset.f !== "date");
  const instants = found.map((element) => Date.parse(element.dateTime)).sort((a, b) => a - b);
  const ends = instants.length ? [instants[0], instants.at(-1)] : button.dataset.held.split(" ");
  return [...new Set(ends.map((instant) => offset(zone, new Date(instant))))];
}

// Names the zone of the page's times; again where a script has drawn others.
export function note(zone = current()) {
  const home = zone === conference.zone;
  const city = cityOf(zone);
  const far = home ? "" : offsets(zone).join(words[8]);
  for (const element of document.querySelectorAll("[data-zone-note]")) {
    if (!original.has(element)) original.set(element, element.textContent);
    if (home) element.textContent = original.get(element);
    else if (element.dataset.zoneNote === "offset") element.textContent = city === far ? "" : far;
    else element.textContent = `${words[6]} ${city === far ? far : `${city} (${far})`}`;
  }
}

export function apply(zone) {
  const home = zone === conference.zone;
  for (const element of timesHere()) {
    if (!original.has(element)) original.set(element, element.textContent);
    element.textContent = home ? original.get(element) : saying(zone, element);
  }
  const city = home ? conference.city : cityOf(zone);
  for (const element of document.querySelectorAll("[data-zone-city]")) element.textContent = city;
  note(zone);
  root.dispatchEvent(new CustomEvent("zone", { detail: { zone } }));
}

// A time that a script adds: first in the conference's zone, as the HTML has it, then in the reader's.
// `form`: `t` time alone, `full` long day and time, otherwise short day and time.
export function timeOf(instant, end = null, form = "") {
  const element = document.createElement("time");
  element.dateTime = new Date(instant).toISOString();
  if (end) element.dataset.end = new Date(end).toISOString();
  if (form) element.dataset.f = form;
  const zone = current();
  original.set(element, saying(conference.zone, element));
  element.textContent = zone === conference.zone ? original.get(element) : saying(zone, element);
  return element;
}

function tick(zone) {
  const now = forms(zone).time(new Date());
  for (const element of document.querySelectorAll("[data-clock]")) element.textContent = now;
}

const button = document.querySelector("[data-zone-switch]");
const words = button?.dataset.words.split("|") ?? [];
const [title, mineWord, conferenceWord, otherWord, otherHint, closeWord, , unknown] = words;

function option(value, label, hint, zone) {
  const row = document.createElement("label");
  row.className = "choice";
  const radio = document.createElement("input");
  Object.assign(radio, { type: "radio", name: "zone", value });
  const text = document.createElement("span");
  const small = document.createElement("small");
  small.textContent = hint;
  text.append(label, small);
  row.append(radio, text);
  if (zone) {
    const time = document.createElement("time");
    time.textContent = forms(zone).time(new Date());
    row.append(time);
  }
  return row;
}

function dialog() {
  const box = document.createElement("dialog");
  box.className = "pop";
  const form = document.createElement("form");
  form.method = "dialog";
  const head = document.createElement("h2");
  head.textContent = title;
  const now = new Date();
  const zones = ["UTC", ...(Intl.supportedValuesOf?.("timeZone") ?? [])];
  const other = option("other", otherWord, `${zones.length} ${otherHint}`);
  const field = document.createElement("span");
  field.className = "field";
  const input = document.createElement("input");
  input.setAttribute("list", "zones");
  input.setAttribute("aria-label", otherWord);
  const list = document.createElement("datalist");
  list.id = "zones";
  list.append(...zones.map((zone) => new Option(cityOf(zone), zone)));
  field.append(input, list);
  const close = document.createElement("button");
  close.className = "b s";
  close.textContent = closeWord;
  form.append(
    head,
    mine() ? option("mine", `${mineWord}: ${cityOf(mine())}`, offset(mine(), now), mine()) : option("mine", mineWord, unknown),
    option("conference", `${conferenceWord}: ${conference.city}`, offset(conference.zone, now), conference.zone),
    other,
    field,
    close,
  );
  box.append(form);
  form.addEventListener("change", (event) => {
    if (event.target === input) {
      const asked = input.value.trim().toLowerCase();
      const listed = zones.find((z) => [z, cityOf(z)].some((n) => n.toLowerCase() === asked));
      // browsers list one name of each zone, but know the others: Calcutta, Kolkata
      const zone = listed ?? (asked && known(input.value.trim()) ? input.value.trim() : undefined);
      input.setCustomValidity(zone || !input.value ? "" : unknown);
      input.reportValidity();
      if (!zone) return;
      form.elements.zone.value = "other";
      choose(zone);
    } else if (event.target.value !== "other") choose(event.target.value);
    else input.focus();
  });
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("close", () => box.remove());
  const choice = read("zone") ?? (mine() ? "mine" : "conference");
  box.querySelector("[value=mine]").disabled = !mine();
  form.elements.zone.value = ["mine", "conference"].includes(choice) ? choice : "other";
  if (form.elements.zone.value === "other") input.value = choice;
  return box;
}

function choose(choice) {
  keep("zone", choice);
  show(current());
}

function show(zone) {
  apply(zone);
  tick(zone);
  pressed();
}

// Where a page offers the choice beside its times, as one press.
const pick = document.querySelector("[data-zone-pick]");

function pressed() {
  const zone = current();
  const now = zone === mine() && (read("zone") ?? "mine") === "mine" ? "mine" : zone === conference.zone ? "conference" : "other";
  for (const one of pick?.children ?? []) one.setAttribute("aria-pressed", one.value === now);
}

function open() {
  const box = dialog();
  document.body.append(box);
  box.showModal();
  return box;
}

if (button) {
  button.addEventListener("click", open);
  pick?.addEventListener("click", ({ target }) => {
    if (target.value === "other") open().querySelector("input[list]").focus();
    else if (target.value) choose(target.value);
  });
  if (pick) pressed();
  setTimeout(() => tick(current())); // a task of its own: the first clock costs milliseconds
  setInterval(() => tick(current()), 20_000);
  if (current() !== conference.zone) apply(current());
  addEventListener("storage", ({ key }) => key === "miniconf-zone" && show(current())); // another tab chose
}
