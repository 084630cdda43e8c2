// A reader's small choices, kept in the browser where it allows that, and for this page otherwise.
const memory = new Map();

export function read(name) {
  if (memory.has(name)) return memory.get(name);
  try {
    return localStorage.getItem(`miniconf-${name}`);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(`miniconf-${name}`);
    else localStorage.setItem(`miniconf-${name}`, value);
    memory.delete(name);
  } catch {
    memory.set(name, value);
  }
}
