// What this browser remembers: the session, drafts, how far each room was read. Storage may be
// closed (a framed page, a private window); then it is remembered as long as the page stands.

const memory = new Map();

export const get = (key) => {
  try {
    return JSON.parse(localStorage.getItem(`miniconf-chat:${key}`)) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
};

export const set = (key, value) => {
  if (value === null) memory.delete(key);
  else memory.set(key, value);
  try {
    if (value === null) localStorage.removeItem(`miniconf-chat:${key}`);
    else localStorage.setItem(`miniconf-chat:${key}`, JSON.stringify(value));
  } catch {
    // Kept in memory above.
  }
};
