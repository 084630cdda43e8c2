// Reads a calendar on standard input with ical.js and tells what it found, as JSON.
import ICAL from "ical.js";
import { readFileSync } from "node:fs";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const found = {};
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  const text = (name) => component.getFirstPropertyValue(name) ?? "";
  const instant = (time) => time.toJSDate().toISOString().replace(".000Z", "+00:00");
  found[event.uid] = {
    title: event.summary ?? "",
    start: instant(event.startDate),
    end: instant(event.endDate),
    location: event.location ?? "",
    description: event.description ?? "",
    url: text("url"),
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
    sequence: event.sequence,
    status: text("status"),
    stamp: instant(component.getFirstPropertyValue("dtstamp")),
  };
}
process.stdout.write(JSON.stringify(found));
