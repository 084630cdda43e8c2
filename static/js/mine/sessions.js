// The programme as data: every session with its key, times and path, fetched once when it is needed.
const root = new URL(document.documentElement.dataset.root || "./", location.href).href;
const NAMES = [
  "key", "path", "title", "kind", "group", "track", "room", "start", "end", "who", "uid", "owner", "join",
];
let known = null;

export const address = (path) => root + path.split("/").map(encodeURIComponent).join("/");

export async function fetchJson(path) {
  const response = await fetch(new URL(path, root), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} for ${path}`);
  return response.json();
}

function read({ kinds, sessions }) {
  return sessions.map((line) => {
    const session = Object.fromEntries(NAMES.map((name, n) => [name, line[n]]));
    const times = { start: session.start * 1000, end: session.end * 1000 };
    return { ...session, ...times, kindName: kinds[session.kind] };
  });
}

export function sessions() {
  known ??= fetchJson("search/sessions.json")
    .then(read)
    .catch((error) => {
      known = null;
      throw error;
    });
  return known;
}
