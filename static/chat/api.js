// Calls of the server. The session stands in the page's own storage and goes along as headers; there
// is no cookie that another site's page could send.

import * as keep from "./keep.js";

export class Refusal extends Error {
  constructor(message, kind, status, seconds) {
    super(message);
    Object.assign(this, { kind, status, seconds });
  }
}

export const session = () => keep.get("session");

export const signIn = async (fields) => {
  const { authToken, userId, me } = await post("miniconf.enter", fields);
  keep.set("session", { token: authToken, id: userId, me });
  return me;
};

export const signOut = async () => {
  await post("logout", {}).catch(() => {});
  keep.set("session", null);
};

const headers = () => {
  const own = session();
  return own ? { "X-Auth-Token": own.token, "X-User-Id": own.id } : {};
};

const call = async (path, options) => {
  let response;
  try {
    response = await fetch(`/api/v1/${path}`, { credentials: "omit", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal("The chat server cannot be reached.", "offline", 0);
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  const seconds = Number(response.headers.get("Retry-After")) || body.details?.seconds || 0;
  // An ended session is forgotten, so that the page offers to come in again.
  if (response.status === 401 && session()) keep.set("session", null);
  const words = String(body.error || body.message || `The server answered ${response.status}.`);
  throw new Refusal(words.replace(/ \[[\w-]+\]$/, ""), body.errorType, response.status, seconds);
};

export const read = (path, values = {}, signal) => {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined));
  return call(`${path}?${query}`, { headers: headers(), signal });
};

export const post = (path, values) => call(path, {
  method: "POST", headers: { "Content-Type": "application/json", ...headers() },
  body: JSON.stringify(values),
});

// An id that the server keeps, so that a message sent twice over a bad line is written once.
export const newId = () => Array.from(
  crypto.getRandomValues(new Uint8Array(17)), (byte) => "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz"[byte % 55],
).join("");
