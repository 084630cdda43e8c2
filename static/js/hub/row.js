// A repository as a row of the table, as the server makes it (miniconf/site/reporows.py).
import { icon, linkTo, make } from "../dom.js";

const ICONS = { model: "model", dataset: "data", space: "space" };
const FOLDERS = { model: "", dataset: "datasets/", space: "spaces/" };
const OWN = 1, GATED = 2, GONE = 4, STOPPED = 8, RUNNING = 16, ASLEEP = 32;
const marks = new Map(
  [...(document.querySelector("template[data-marks]")?.content.children ?? [])].map((mark) => [mark.getAttribute("aria-label"), mark]),
);

function elsewhere(kind, id) {
  const link = linkTo(`https://huggingface.co/${FOLDERS[kind]}${id}`, id);
  link.rel = "noopener noreferrer";
  return link;
}

function said(repo, words) {
  if (repo.bits & GONE) return words.gone;
  if (repo.bits & STOPPED) return words.stopped;
  if (repo.bits & RUNNING) return words.running;
  if (repo.bits & ASLEEP) return words.asleep;
  return repo.revision ? `${words.pinned} ${repo.revision}` : "";
}

// A number of three digits, as the server shortens it (Words.short): `12.4k`, `980`.
export function short(value, { units, point }) {
  for (const unit of units.split("|")) {
    const limit = parseInt(unit, 10);
    if (value < limit) continue;
    const tenths = value < 100 * limit ? Math.floor((20 * value + limit) / (2 * limit)) : 10 * Math.floor(value / limit);
    return `${Math.floor(tenths / 10)}${tenths % 10 ? point + (tenths % 10) : ""}${unit.slice(String(limit).length)}`;
  }
  return String(value);
}

function number(label, value, words) {
  const cell = make("td", "num", value === null ? "" : short(value, words));
  cell.dataset.l = label.toLowerCase();
  return cell;
}

export function tableRow(repo, words, root) {
  const { kind, id, bits } = repo;
  const note = said(repo, words);
  const [path, title] = repo.paper;
  const own = bits & OWN ? make("span", "badge by", icon("check"), words.authors) : "";
  const gated = bits & GATED ? make("span", "badge warn", icon("lock"), words.gated) : repo.license;
  return make(
    "tr",
    "",
    make("td", "", make("span", "kindicon", icon(ICONS[kind]), make("span", "soft", words.kind[kind]))),
    make("td", "", make("code", "", elsewhere(kind, id)), make("br"), note ? make("span", "small soft", note) : "", " ", own),
    make("td", "", make("span", "p", marks.get(repo.track)?.cloneNode(true) ?? "", " ", linkTo(root + path, title))),
    make("td", "in", repo.task),
    make("td", "in", typeof repo.amount === "number" ? short(repo.amount, words) : repo.amount),
    make("td", "in", gated),
    number(words.head.downloads, repo.downloads, words),
    number(words.head.likes, repo.likes, words),
  );
}

export const isOwn = (repo) => Boolean(repo.bits & OWN);
