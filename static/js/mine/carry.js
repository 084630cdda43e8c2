// Stars and notes as text that fits into a link: JSON, deflated, in base64 for addresses. The link
// keeps it behind the `#`, which browsers send to no server.
import { everything } from "./store.js";

const MARK = "mine=";

async function through(stream, bytes) {
  const response = new Response(new Blob([bytes]).stream().pipeThrough(stream));
  return new Uint8Array(await response.arrayBuffer());
}

// Collection -> ids, since most keys share their beginning; times are of no use elsewhere.
function shortened() {
  const { stars, notes } = everything();
  const groups = {};
  for (const key of Object.keys(stars)) {
    const [collection, ...rest] = key.split("/");
    (groups[collection] ??= []).push(rest.join("/"));
  }
  return { s: groups, n: notes };
}

export async function packed() {
  const bytes = new TextEncoder().encode(JSON.stringify(shortened()));
  const small = await through(new CompressionStream("deflate-raw"), bytes);
  const text = btoa(String.fromCharCode(...small));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export async function link() {
  const page = new URL(location.href);
  page.search = "";
  page.hash = MARK + (await packed());
  return page.href;
}

// What a link brings along, or null.
export async function brought() {
  if (!location.hash.startsWith(`#${MARK}`)) return null;
  try {
    const text = location.hash.slice(MARK.length + 1).replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const plain = await through(new DecompressionStream("deflate-raw"), bytes);
    const { s: groups = {}, n: notes = {} } = JSON.parse(new TextDecoder().decode(plain));
    const keys = Object.entries(groups).flatMap(([name, ids]) => ids.map((id) => `${name}/${id}`));
    return { stars: Object.fromEntries(keys.map((key) => [key, Date.now()])), notes };
  } catch {
    return { stars: {}, notes: {} };
  }
}

export const forget = () => history.replaceState(null, "", location.pathname + location.search);
