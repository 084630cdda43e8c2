// My schedule as a calendar file. Each event is the site's own entry, with its UID, so that a
// reader who also subscribes sees one event and not two; the starred papers and the note stand
// before its description. RFC 5545: lines of at most 75 octets, CRLF, times in UTC.
const encoder = new TextEncoder();

export const escaped = (text) =>
  text.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replace(/\r?\n/g, "\\n");

export function folded(line) {
  let piece = "";
  let room = 75;
  const pieces = [];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (size > room) {
      pieces.push(piece);
      piece = "";
      room = 74;
    }
    piece += character;
    room -= size;
  }
  return [...pieces, piece].join("\r\n ");
}

// UID -> the lines of its VEVENT, unfolded.
export function entries(calendar) {
  const found = new Map();
  let lines = null;
  for (const line of calendar.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    if (line === "BEGIN:VEVENT") lines = [];
    lines?.push(line);
    if (line !== "END:VEVENT") continue;
    const uid = lines.find((one) => one.startsWith("UID:"))?.slice(4);
    if (uid) found.set(uid, lines);
    lines = null;
  }
  return found;
}

const instant = (time) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");

// Where the site has no entry (an older copy of its calendar), the event is written anew.
function anew(event, stamp) {
  return [
    "BEGIN:VEVENT",
    `UID:${event.uid}`,
    `DTSTAMP:${instant(stamp)}`,
    `DTSTART:${instant(event.start)}`,
    `DTEND:${instant(event.end)}`,
    `SUMMARY:${escaped(event.title)}`,
    ...(event.room ? [`LOCATION:${escaped(event.room)}`] : []),
    "END:VEVENT",
  ];
}

function told(lines, event) {
  const mine = [event.note, event.papers.map((paper) => `★ ${paper.title}`).join("\n")];
  const text = escaped(mine.filter(Boolean).join("\n\n"));
  if (!text) return lines;
  const at = lines.findIndex((line) => line.startsWith("DESCRIPTION:"));
  if (at < 0) return lines.toSpliced(-1, 0, `DESCRIPTION:${text}`);
  return lines.with(at, `DESCRIPTION:${text}\\n\\n${lines[at].slice(12)}`);
}

export function calendar(events, known, name, stamp = Date.now()) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//miniconf//miniconf//EN",
    "CALSCALE:GREGORIAN",
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => told(known.get(event.uid) ?? anew(event, stamp), event)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
