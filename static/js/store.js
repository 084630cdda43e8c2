// A reader's small choices, kept in the browser where it allows that, and for this page otherwise.
// Asking the browser costs more than a list of times can wait for, so each answer is kept.
const memory = new Map();

export function read(name) {
  if (!memory.has(name)) memory.set(name, stored(name));
  return memory.get(name);
}

function stored(name) {
  try {
    return localStorage.getItem(`miniconf-${name}`);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  memory.set(name, value);
  try {
    if (value === null) localStorage.removeItem(`miniconf-${name}`);
    else localStorage.setItem(`miniconf-${name}`, value);
  } catch {
    // the page goes on with what it has in memory
  }
}

// Another tab of the same site chose something.
addEventListener("storage", () => memory.clear());
