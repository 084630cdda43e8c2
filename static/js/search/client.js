// The page's side of the worker: each call is answered by a promise.
const waiting = new Map();
let worker = null;
let last = 0;

function start() {
  worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data: { id, value, error } }) => {
    const [resolve, reject] = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(value);
  };
  worker.onerror = () => {
    for (const [, reject] of waiting.values()) reject(new Error("search is not available"));
    waiting.clear();
  };
}

export function ask(name, ...args) {
  if (!worker) start();
  return new Promise((resolve, reject) => {
    waiting.set(++last, [resolve, reject]);
    worker.postMessage({ id: last, name, args });
  });
}

let opened = null;

// What the worker knows of all papers: their number, and the lists of tracks, sessions and so on.
export function open() {
  const root = new URL(document.documentElement.dataset.root || "./", location.href).href;
  opened ??= ask("open", root).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}
