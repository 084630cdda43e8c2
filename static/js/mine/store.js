// What a reader keeps of this site: stars, visits and notes, in the browser alone. One store a
// conference and site path; without storage it lasts as long as the page.
const root = new URL(document.documentElement.dataset.root || "./", location.href).pathname;
const NAME = `miniconf ${root}`;
const EMPTY = { version: 1, stars: {}, visited: {}, notes: {} };
let memory = null;

export function everything() {
  if (memory) return memory;
  try {
    const kept = JSON.parse(localStorage.getItem(NAME));
    if (kept?.version === 1) memory = { ...structuredClone(EMPTY), ...kept };
  } catch {
    // blocked storage, or something else wrote there
  }
  memory ??= structuredClone(EMPTY);
  return memory;
}

// Whether what is kept now will be there on the next page.
export function lasts() {
  try {
    localStorage.setItem(`${NAME}?`, "");
    localStorage.removeItem(`${NAME}?`);
    return true;
  } catch {
    return false;
  }
}

export function replaceAll(whole) {
  memory = { ...structuredClone(EMPTY), ...whole, version: 1 };
  try {
    localStorage.setItem(NAME, JSON.stringify(memory));
  } catch {
    // the page goes on with what it has in memory
  }
  document.dispatchEvent(new CustomEvent("mine"));
}

function change(edit) {
  const whole = structuredClone(everything());
  edit(whole);
  replaceAll(whole);
}

// Keys are `collection/id`: `papers/main.12`.
export const isStarred = (key) => key in everything().stars;
export const keysOf = (collection, kind = "stars") =>
  Object.keys(everything()[kind])
    .filter((key) => key.startsWith(`${collection}/`))
    .map((key) => key.slice(collection.length + 1));

export function star(key, on = !isStarred(key)) {
  change(({ stars }) => {
    if (on) stars[key] = Date.now();
    else delete stars[key];
  });
  return on;
}

export const visit = (key) => change(({ visited }) => (visited[key] = Date.now()));

export function note(key, text) {
  change(({ notes }) => {
    if (text) notes[key] = text;
    else delete notes[key];
  });
}

// Adds what came from elsewhere; what is here already wins. Gives how much was new.
export function merge(other) {
  let added = 0;
  change((whole) => {
    for (const kind of ["stars", "visited", "notes"]) {
      for (const [key, value] of Object.entries(other[kind] ?? {})) {
        const fits = kind === "notes" ? typeof value === "string" : Number.isFinite(value);
        if (!fits || !/^[a-z]+\/./.test(key) || key in whole[kind]) continue;
        whole[kind][key] = value;
        added += kind !== "visited";
      }
    }
  });
  return added;
}

// Another tab of the same site changed something.
addEventListener("storage", (event) => {
  if (event.key !== NAME) return;
  memory = null;
  document.dispatchEvent(new CustomEvent("mine"));
});
// A page that comes back from the browser's own memory may be older than what is kept.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  memory = null;
  document.dispatchEvent(new CustomEvent("mine"));
});
