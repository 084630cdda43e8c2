// What changed since the reader's last visit: news, sessions that moved, new recordings. The site says
// how it stands now, the browser remembers how it stood; with storage blocked there is nothing to
// compare, and nothing is shown.
import { counted, filled, linkTo, make } from "../dom.js";
import { timeOf } from "../zone.js";
import { address, fetchJson } from "./sessions.js";
import { isStarred, keysOf } from "./store.js";

const NAME = `miniconf since ${new URL(document.documentElement.dataset.root || "./", location.href).pathname}`;

// What is kept: a line for each piece of news and each change, how much can be watched, and which
// starred papers could not be watched yet.
function state({ news, changes, videos }) {
  const there = new Set(videos);
  return {
    lines: [...news, ...changes].map(lineOf),
    videos: videos.length,
    waiting: keysOf("papers").filter((id) => !there.has(`papers/${id}`)),
  };
}

const lineOf = (entry) => JSON.stringify(entry.slice(0, 4));

// A visit lasts as long as its tab: going back to the page shows the same again.
function before(now) {
  const kept = sessionStorage.getItem(NAME) ?? localStorage.getItem(NAME);
  sessionStorage.setItem(NAME, kept ?? now);
  localStorage.setItem(NAME, now);
  return kept && JSON.parse(kept);
}

// News, changes and recordings that were not there at the last visit; null where there is none.
export async function since() {
  try {
    const site = await fetchJson("search/since.json");
    const last = before(JSON.stringify(state(site)));
    if (!last) return null;
    const seen = new Set(last.lines);
    const fresh = (entry) => !seen.has(lineOf(entry));
    const there = new Set(site.videos);
    const found = {
      news: site.news.filter(fresh),
      changes: site.changes.filter(fresh),
      videos: Math.max(0, site.videos.length - last.videos),
      watched: last.waiting.filter((id) => there.has(`papers/${id}`)),
    };
    return found.news.length || found.changes.length || found.videos ? found : null;
  } catch {
    return null; // no network, no storage: the page is only quieter
  }
}

function newsLine([, title, link]) {
  const target = link && (/^https?:/.test(link) ? link : document.documentElement.dataset.root + link);
  return make("li", "", link ? linkTo(target, title) : title);
}

function changeLine([key, , what, title, path, was, is], words) {
  const item = make("li", "", make("span", "badge", words.what[what]), path ? linkTo(address(path), title) : title);
  if (isStarred(key)) item.classList.add("mine");
  if (is) item.append(timeOf(is * 1000));
  if (what === "moved" && was !== is) {
    const [head, tail] = words.was.split("{time}");
    item.append(make("span", "soft", head, timeOf(was * 1000), tail));
  }
  return item;
}

async function videoLines({ videos, watched }, words) {
  if (!videos) return [];
  const all = make("li", "", linkTo(`${address("papers.html")}?has=video`, counted(words.videos, videos)));
  if (!watched.length) return [all];
  const papers = await fetchJson("search/papers.json");
  const own = watched.map((id) => [id, papers.key.indexOf(id)]).filter(([, n]) => n >= 0);
  const lines = own.map(([id, n]) => {
    const link = linkTo(address(papers.path[n] ?? `papers/${id}.html`), papers.title[n]);
    return make("li", "mine", make("span", "badge", words.recorded), link);
  });
  return [...lines, all];
}

// Puts the block into its place; what is starred stands first.
async function show(place) {
  const found = await since();
  if (!found) return;
  const words = JSON.parse(place.dataset.since);
  const changes = found.changes.map((change) => changeLine(change, words));
  const lines = [...changes, ...(await videoLines(found, words)), ...found.news.map(newsLine)];
  lines.sort((a, b) => b.classList.contains("mine") - a.classList.contains("mine"));
  const seen = make("button", "b s", words.seen);
  seen.type = "button";
  seen.addEventListener("click", () => {
    sessionStorage.setItem(NAME, localStorage.getItem(NAME));
    place.hidden = true;
  });
  const head = make("div", "h", make("h2", "", words.title), seen);
  place.replaceChildren(head, make("ul", "since", ...lines));
  place.hidden = false;
}

for (const place of document.querySelectorAll("[data-since]")) show(place);
