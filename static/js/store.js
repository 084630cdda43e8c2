// A reader's small choices, kept in the browser where it allows that.

export function read(name) {
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
  } catch {
    // the choice lasts for this page only
  }
}
