// Keeps what is visited and starred for hours without a network, and says when a page is an old
// copy or has changed.
const root = new URL(document.documentElement.dataset.root || "./", location.href);
const words = document.querySelector("[data-stars]")?.dataset.notices?.split("|") ?? [];
const [offline, changed, again] = words;
const OFTEN = 600_000;
let looked = Date.now();

export function notice(text, action) {
  let box = document.querySelector("[data-notice-bar]");
  if (!box) {
    box = document.createElement("div");
    box.dataset.noticeBar = "";
    box.className = "wrap";
    box.setAttribute("role", "status");
    document.querySelector("main").before(box);
  }
  const line = document.createElement("p");
  line.className = "arch";
  line.append(text);
  if (action) {
    const button = document.createElement("button");
    button.className = "b s";
    button.type = "button";
    button.textContent = again;
    button.addEventListener("click", () => location.reload());
    line.append(" ", button);
  }
  box.replaceChildren(...(text ? [line] : []));
}

// A page that stayed open looks from time to time whether it was published anew.
async function look() {
  if (document.hidden || Date.now() - looked < OFTEN || !navigator.onLine) return;
  looked = Date.now();
  try {
    const response = await fetch(location.href, { method: "HEAD", cache: "no-cache" });
    const there = Date.parse(response.headers.get("last-modified") ?? "");
    if (there > Date.parse(document.lastModified) + 1000) notice(changed, true);
  } catch {
    // without a network there is nothing newer to read
  }
}

async function begin() {
  await navigator.serviceWorker.register(new URL("sw.js", root));
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: [location.href] });
  document.addEventListener("starred", ({ detail }) => {
    if (!detail.on || !detail.page) return;
    active.postMessage({ keep: [detail.page, new URL("search/papers.json", root).href] });
  });
  navigator.serviceWorker.addEventListener("message", ({ data }) => data === "changed" && notice(changed, true));
}

const online = () => notice(navigator.onLine ? "" : offline);
if ("serviceWorker" in navigator && location.protocol.startsWith("http") && words.length) {
  begin().catch(() => {
    // a browser that forbids it: the site works as before, with a network
  });
  addEventListener("online", online);
  addEventListener("offline", online);
  if (!navigator.onLine) online();
  document.addEventListener("visibilitychange", look);
}
