// My schedule as it stands on the page: days of the reader's zone, each event with its reasons.
import { counted, filled, icon, linkTo, make } from "../dom.js";
import { dayKey, longDay } from "../times.js";
import { current, timeOf } from "../zone.js";
import { address } from "./sessions.js";
import { starButton } from "./stars.js";

export function heading(title, note) {
  const head = make("div", "h", make("h2", "", title));
  if (note) head.append(make("span", "n", note));
  return head;
}

function paperLine(paper) {
  return make("li", "", linkTo(address(paper.path), paper.title), starButton(paper.key, paper.title));
}

function event(one, others, words) {
  const kind = make("p", "kd", make("span", `sw ${one.group}`), one.kindName, timeOf(one.start, one.end, "t"));
  const title = make("h3", "", linkTo(address(one.path), one.title));
  const where = [one.who, one.room].filter(Boolean).join(" · ");
  const article = make("article", "ag-e", kind, title, where ? make("p", "", where) : "");
  article.dataset.session = one.key;
  if (one.end < Date.now()) article.classList.add("past");
  if (one.papers.length) article.append(make("ul", "why", ...one.papers.map(paperLine)));
  if (one.note) article.append(make("p", "mynote", one.note));
  for (const other of others) {
    const line = make("p", "clash badge warn", icon("warn"));
    line.append(filled(words.clash, { title: other.title }));
    article.append(line);
  }
  if (one.stars.length) article.append(starButton(one.stars[0], one.title));
  return article;
}

export function days(events, clashing, words) {
  const zone = current();
  const byDay = new Map();
  for (const one of events) {
    const day = dayKey(zone, one.start);
    byDay.set(day, [...(byDay.get(day) ?? []), one]);
  }
  return [...byDay].map(([day, list]) => {
    const id = `mine-${day}`;
    const head = heading(longDay(day), counted(words.count, list.length));
    head.firstChild.id = id;
    const lines = list.map((one) => event(one, clashing.get(one.key) ?? [], words));
    const section = make("section", "sec mine-day", head, make("div", "plain-agenda", ...lines));
    section.setAttribute("aria-labelledby", id);
    return section;
  });
}

export function loose(papers, words) {
  if (!papers.length) return "";
  const list = make("ul", "why", ...papers.map(paperLine));
  return make("section", "sec mine-day", heading(words.papers_without), list);
}

export function nothing(words, ways) {
  const links = ways.flatMap(([href, label], n) => [n ? " · " : "", linkTo(href, label)]);
  const text = make("p", "meta", `${words.nothing_text}: `, ...links);
  return make("div", "empty mt-5", make("h2", "", words.nothing), text);
}
