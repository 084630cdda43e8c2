// What the stars come to: sessions with the reasons why, papers without a session, other things.
import { fetchJson, sessions } from "./sessions.js";
import { everything } from "./store.js";

// Paper id -> title, path and ids of its sessions, for the papers that are starred.
async function papersOf(ids) {
  if (!ids.length) return new Map();
  const papers = await fetchJson("search/papers.json");
  const wanted = new Set(ids);
  const found = new Map();
  papers.key.forEach((key, n) => {
    if (!wanted.has(key)) return;
    found.set(key, {
      title: papers.title[n],
      path: papers.path[n] ?? `papers/${key}.html`,
      sessions: papers.sessions[n].map((s) => papers.lists.session[s][0]),
    });
  });
  return found;
}

export async function chosen({ hasPapers, hasEvents }) {
  const { stars, notes } = everything();
  const ids = Object.keys(stars).filter((key) => key.startsWith("papers/")).map((key) => key.slice(7));
  const [all, papers] = await Promise.all([
    hasEvents ? sessions() : [],
    hasPapers ? papersOf(ids) : new Map(),
  ]);
  const reasons = new Map();
  for (const [id, paper] of papers) {
    for (const session of paper.sessions) {
      const key = `sessions/${session}`;
      reasons.set(key, [...(reasons.get(key) ?? []), { ...paper, key: `papers/${id}` }]);
    }
  }
  const events = all
    .filter(({ key, owner }) => key in stars || owner in stars || reasons.has(key))
    .map((event) => ({
      ...event,
      stars: [event.key, event.owner].filter((key) => key in stars),
      papers: reasons.get(event.key) ?? [],
      note: notes[event.key] ?? notes[event.owner] ?? "",
    }));
  const placed = new Set(events.flatMap((event) => event.papers.map((paper) => paper.key)));
  const loose = [...papers].map(([id, paper]) => ({ ...paper, key: `papers/${id}` }));
  return { events, loose: loose.filter((paper) => !placed.has(paper.key)), notes };
}

// Key of an event -> the other events that share some of its time.
export function clashes(events) {
  const found = new Map();
  const order = [...events].sort((a, b) => a.start - b.start);
  order.forEach((one, n) => {
    for (const other of order.slice(n + 1)) {
      if (other.start >= one.end) break;
      if (other.end <= other.start) continue;
      found.set(one.key, [...(found.get(one.key) ?? []), other]);
      found.set(other.key, [...(found.get(other.key) ?? []), one]);
    }
  });
  return found;
}
