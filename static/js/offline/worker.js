// What opens without a network: pages that were visited, the schedule, what is starred. A page comes
// from the network whenever that answers in time, so nobody reads an old one for longer than that.
const CACHE = `miniconf ${registration.scope}`;
const CORE = ["index.html", "schedule.html", "mine.html", "offline.html", "search/sessions.json"];
const PATIENCE = 3000;
const STATIC = /\b(?:src|href)="([^"#]*static\/[^"#]+\.(?:js|css|svg|png|jpe?g|webp|woff2)(?:\?[^"]*)?)"/g;
const IMPORT = /\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g;

const absolute = (path, base = registration.scope) => new URL(path, base).href;
const plain = (url) => url.split("#")[0];

// Puts one file into the cache with all that it needs, files of a version only once.
async function keep(address, seen = new Set()) {
  const url = plain(address);
  if (seen.has(url) || !url.startsWith(registration.scope)) return;
  seen.add(url);
  const cache = await caches.open(CACHE);
  let response = url.includes("?v=") ? await cache.match(url) : null;
  if (!response) {
    response = await fetch(url, { cache: "no-cache" });
    if (!response.ok) return;
    await put(cache, url, response.clone());
  }
  const kind = response.headers.get("content-type") ?? "";
  const pattern = kind.includes("html") ? STATIC : kind.includes("javascript") ? IMPORT : null;
  if (!pattern) return;
  const text = await response.text();
  for (const [, path] of text.matchAll(pattern)) await keep(absolute(path, url), seen).catch(() => {});
}

// A file of another version makes room for the new one.
async function put(cache, url, response) {
  if (url.includes("?v=")) {
    for (const old of await cache.keys(url, { ignoreSearch: true })) {
      if (old.url !== url) await cache.delete(old);
    }
  }
  await cache.put(url, response);
}

// Asked of the server anew: a browser's own cache may hold a page that has changed.
async function fromNetwork(request, url) {
  const response = await fetch(request.url, { cache: url.includes("?v=") ? "default" : "no-cache" });
  if (response.redirected && request.mode === "navigate") return Response.redirect(response.url);
  if (response.ok && response.type === "basic" && response.status === 200) {
    await put(await caches.open(CACHE), url, response.clone());
  }
  return response;
}

const late = () => new Promise((resolve) => setTimeout(resolve, PATIENCE, null));

async function tell(clientId, message) {
  const client = await clients.get(clientId);
  client?.postMessage(message);
}

// The network first; a copy if it does not answer in time, and then word when it does.
async function fresh(event, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url);
  const answer = fromNetwork(event.request, url);
  if (!kept) return answer;
  const old = kept.clone().text();
  try {
    const quick = await Promise.race([answer, late()]);
    if (quick) return quick;
  } catch {
    return kept;
  }
  event.waitUntil(
    answer
      .then(async (response) => {
        if ((await response.clone().text()) !== (await old)) await tell(event.resultingClientId, "changed");
      })
      .catch(() => {}),
  );
  return kept;
}

async function settled(event, url) {
  const kept = await (await caches.open(CACHE)).match(url);
  return kept ?? fromNetwork(event.request, url);
}

addEventListener("install", (event) => {
  const all = CORE.map((path) => keep(absolute(path)).catch(() => {}));
  event.waitUntil(Promise.all(all).then(() => skipWaiting()));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", ({ data }) => {
  if (data?.keep) for (const url of data.keep) keep(url).catch(() => {});
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = plain(request.url);
  if (request.method !== "GET" || !url.startsWith(registration.scope) || request.headers.has("range")) return;
  if (url.includes("?v=") || url.includes("/static/vendor/")) {
    event.respondWith(settled(event, url));
    return;
  }
  const page = url.endsWith("/") ? `${url}index.html` : url;
  const answer = fresh(event, page);
  if (request.mode !== "navigate") event.respondWith(answer);
  else event.respondWith(answer.catch(() => Response.redirect(absolute("offline.html"))));
});
