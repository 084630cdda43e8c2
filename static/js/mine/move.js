// Keeping stars as a file, taking them from one, and carrying them to another device.
import { download, filled, make } from "../dom.js";
import { brought, forget, link } from "./carry.js";
import { everything, merge } from "./store.js";

const QR = "../../vendor/uqr-0.1.3/uqr.min.js";
const MOST = 2300; // bytes; a denser code is hard to scan from a screen
const SVG = "http://www.w3.org/2000/svg";

function exported(words) {
  const text = JSON.stringify({ kind: "miniconf stars", ...everything() }, null, 1);
  download(`${words.file_name}.json`, "application/json", text);
}

async function imported(file, words) {
  try {
    const whole = JSON.parse(await file.text());
    if (whole.kind !== "miniconf stars" || whole.version !== 1) return words.not_ours;
    return filled(words.imported, { n: merge(whole) });
  } catch {
    return words.not_ours;
  }
}

async function code(text, label) {
  const { encode } = await import(QR);
  const { data, size } = encode(text, { ecc: "L", border: 4 });
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const path = document.createElementNS(SVG, "path");
  const dots = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  path.setAttribute("d", dots.join(""));
  svg.append(path);
  return svg;
}

async function phone(place, words) {
  const text = await link();
  const field = make("input", "link-text");
  Object.assign(field, { readOnly: true, value: text });
  field.setAttribute("aria-label", words.link_note);
  field.addEventListener("focus", () => field.select());
  const fits = text.length <= MOST;
  const drawn = fits ? await code(text, words.qr_label) : "";
  const note = make("p", "meta", fits ? words.link_note : words.too_long);
  place.replaceChildren(drawn, make("div", "", note, field));
  place.hidden = false;
  try {
    await navigator.clipboard.writeText(text);
    return words.copied;
  } catch {
    field.focus();
    return "";
  }
}

async function offer(place, words) {
  const other = await brought();
  if (!other) return;
  const { stars } = everything();
  const count = Object.keys(other.stars).filter((key) => !(key in stars)).length + Object.keys(other.notes).length;
  forget();
  if (!count) return;
  const yes = make("button", "b s p", words.add);
  const no = make("button", "b s", words.dismiss);
  const text = make("span", "", filled(words.merged, { n: count }));
  const box = make("div", "callout mt-4", text, make("span", "offer-acts", yes, no));
  yes.addEventListener("click", () => {
    box.replaceChildren(filled(words.imported, { n: merge(other) }));
  });
  no.addEventListener("click", () => box.remove());
  place.replaceChildren(box);
}

export function moving(page, words) {
  const said = page.querySelector("[data-said]");
  const tell = (text) => (said.textContent = text);
  page.querySelector("[data-export]").addEventListener("click", () => exported(words));
  page.querySelector("[data-import]").addEventListener("change", async ({ target }) => {
    if (target.files[0]) tell(await imported(target.files[0], words));
    target.value = "";
  });
  page.querySelector("[data-link]").addEventListener("click", async () => {
    tell(await phone(page.querySelector("[data-phone]"), words));
  });
  offer(page.querySelector("[data-offer]"), words);
  addEventListener("hashchange", () => offer(page.querySelector("[data-offer]"), words));
}
