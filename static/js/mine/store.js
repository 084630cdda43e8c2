// What a reader keeps of this site: stars, visits and notes, in the browser alone. One store a
// conference and site path; without storage it lasts as long as the page.
const root = new URL(document.documentElement.dataset.root || "./", location.href).pathname;
const NAME = `miniconf ${root}`;
const EMPTY = { version: 1, stars: {}, visited: {}, notes: {} };
let memory = null;

export function everything() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME));
    if (kept?.version === 1) return { ...structuredClone(EMPTY), ...kept };
  } catch {
    // blocked storage, or something else wrote there
  }
  return memory ?? structuredClone(EMPTY);
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
  const whole = everything();
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

// Another tab of the same site changed something.
addEventListener("storage", (event) => {
  if (event.key === NAME) document.dispatchEvent(new CustomEvent("mine"));
});
