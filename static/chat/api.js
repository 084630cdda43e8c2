// Calls of the server. The session stands in the page's own storage and goes along as headers; there
// is no cookie that another site's page could send.

import * as keep from "./keep.js";
import { Refusal } from "./refusal.js";

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
    throw new Refusal({ kind: "offline", status: 0 });
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  const refusal = new Refusal({
    kind: body.errorType, status: response.status, text: String(body.error || body.message || ""), details: body.details,
    seconds: Number(response.headers.get("Retry-After")) || body.details?.seconds || 0,
  });
  // An ended session is forgotten, and the page told, so that it offers to come in again.
  if (response.status === 401 && session()) {
    keep.set("session", null);
    dispatchEvent(new CustomEvent("signed-out", { detail: refusal }));
  }
  throw refusal;
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
const newId = () => Array.from(
  crypto.getRandomValues(new Uint8Array(17)), (byte) => "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz"[byte % 55],
).join("");

const unsettled = new Map();

// A message sent. Words whose answer was lost go out again under the id they had; once they are
// known to be there, the same words are a message of their own.
export const send = async (values, path = "miniconf.post") => {
  const key = JSON.stringify([path, values.room, values.thread, values.text]);
  const id = unsettled.get(key) ?? newId();
  unsettled.set(key, id);
  try {
    const { message } = await post(path, { ...values, id });
    unsettled.delete(key);
    return message;
  } catch (refusal) {
    if (refusal.kind === "error-message-id-taken") unsettled.delete(key);
    throw refusal;
  }
};
