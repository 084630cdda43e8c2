// Searching and counting happen here, away from the page, so that typing never waits.
import MiniSearch from "../../vendor/minisearch-7.2.0/minisearch.min.js";
import { repositories } from "../hub/data.js";
import { FACETS, counts, keep, order } from "./facets.js";
import { Heads } from "./heads.js";
import { tokens } from "./terms.js";

let root = "";
let stop = new Set();
let papers = null;
let engine = null;
let heads = null;
let titles = [];
let numbered = new Map();
let others = null;
let asked = null;
const parts = new Map();
const REHEARSED = 24;
const REPOSITORIES = ["model", "dataset", "space"];
const EXACT = 1e6; // score

async function get(path) {
  const response = await fetch(new URL(`search/${path}.json`, root), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} for ${path}`);
  return response.json();
}

// Texts are folded before they come here, names and keywords that recur only once.
const folded = (text) => tokens(text, stop).join(" ");

function make(fields, boost) {
  return new MiniSearch({
    fields,
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term,
    searchOptions: {
      boost,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      prefix: true,
      weights: { fuzzy: 0.3, prefix: 0.7 },
    },
  });
}

async function open(address) {
  root = address;
  papers ??= await get("papers");
  stop = new Set(papers.stop);
  if (!engine) {
    engine = make(["title", "authors", "keywords"], { title: 3, keywords: 1.5 });
    const author = papers.lists.author.map(folded);
    const keyword = papers.lists.keyword.map(folded);
    numbered = new Map(papers.key.map((key, n) => [key.toLowerCase(), n]));
    const words = papers.title.map((title) => tokens(title));
    titles = words.map((title) => ` ${title.join(" ")} `);
    const all = words.map((title, id) => ({
      id,
      title: title.filter((word) => !stop.has(word)).join(" "),
      authors: papers.authors[id].map((n) => author[n]).join(" "),
      keywords: papers.keywords[id].map((n) => keyword[n]).join(" "),
    }));
    engine.addAll(all);
    heads = new Heads(all.map(({ title, authors, keywords }) => ` ${title} ${authors} ${keywords} `));
    rehearse(all.map(({ title }) => title), (q) => find({ q, deep: false, first: 9 }));
  }
  return { total: papers.title.length, lists: papers.lists, labels: papers.labels, has: papers.has_names };
}

async function abstracts(word) {
  const head = word.slice(0, papers.depth);
  const name = head && /^[\x00-\x7f]+$/.test(head) ? head : "_";
  if (!parts.has(name)) parts.set(name, get(`part-${name}`).catch(() => ({})));
  const part = await parts.get(name);
  const found = new Set();
  for (const term in part) {
    if (!term.startsWith(word)) continue;
    let number = 0;
    for (const distance of part[term]) found.add((number += distance));
  }
  return found;
}

function weighed(word) {
  return heads.of(word) ?? new Map(engine.search(word).map(({ id, score }) => [id, score]));
}

// Number of a paper -> score; every word has to be found, in the title, among the authors or
// keywords, or in the abstract.
async function matches(words, deep) {
  let all = null;
  for (const word of words) {
    const scores = weighed(word);
    if (deep && word.length > 2) for (const id of await abstracts(word)) scores.set(id, (scores.get(id) ?? 0) + 1);
    if (!all) all = scores;
    else for (const [id, score] of all) {
      if (scores.has(id)) all.set(id, score + scores.get(id));
      else all.delete(id);
    }
  }
  return all;
}

// Words that are in nearly every abstract are looked for in the titles alone.
function titled(words) {
  const scores = new Map();
  titles.forEach((title, id) => {
    const has = (end) => words.every((word) => title.includes(` ${word}${end}`));
    if (words.length && has("")) scores.set(id, has(" ") ? 2 : 1);
  });
  return scores;
}

// Words and, by number of a paper, the score; no scores where nothing is searched for.
async function sought(q, deep) {
  if (!q.trim()) return { words: [], scores: null };
  const kept = tokens(q, stop);
  const words = kept.length ? kept : tokens(q);
  const scores = kept.length ? await matches(words, deep) : titled(words);
  const exact = numbered.get(q.trim().toLowerCase());
  if (exact !== undefined) scores.set(exact, EXACT);
  return { words, scores };
}

const askedOf = (wish) => ({ ...wish, starred: new Set(wish.starred), visited: new Set(wish.visited) });

async function find(wish) {
  const { words, scores } = await sought(wish.q ?? "", wish.deep !== false);
  const asked = askedOf(wish);
  const numbers = order(papers, keep(papers, asked, scores), asked, scores);
  return {
    words,
    numbers: Uint32Array.from(numbers),
    first: rows(numbers.slice(0, wish.first ?? 0)),
    counts: wish.counted ? counts(papers, asked, scores) : null,
  };
}

// For each part of what is asked, how many papers there are without it.
async function ways(wish) {
  const parts = ["q", ...Object.keys(FACETS)].filter((part) => wish[part]?.length);
  const without = (part) => find({ ...wish, [part]: part === "q" ? "" : [], first: 0 });
  return Promise.all(parts.map(async (part) => [part, (await without(part)).numbers.length]));
}

// What runs for the first time is slow: the reader's first key should not be that time. `search` is
// asked for some beginnings of words, one at a time, so that the reader never waits for more than one.
function rehearse(texts, search) {
  const next = (n) => {
    const word = texts[Math.floor((n * texts.length) / REHEARSED)]?.split(" ").find((one) => one.length > 3);
    if (word) search(word.slice(0, 1 + (n % 4)));
    if (n + 1 < REHEARSED) setTimeout(next, 0, n + 1);
  };
  setTimeout(next, 0, 0);
}

function rows(numbers) {
  const { lists } = papers;
  return Array.from(numbers, (n) => ({
    number: n,
    key: papers.key[n],
    path: papers.path[n] ?? `papers/${papers.key[n]}.html`,
    title: papers.title[n],
    authors: papers.authors[n].map((a) => lists.author[a]),
    track: papers.track[n],
    type: papers.labels.type[papers.type[n]],
    keywords: papers.keywords[n].map((k) => lists.keyword[k]),
    session: lists.session[papers.sessions[n][0]] ?? null,
    has: papers.has_names.filter((_, bit) => papers.has[n] & (1 << bit)),
  }));
}

// Those of `ids` whose titles have all words, or words that begin so, `most` of them at most.
function begun(words, ids, most) {
  const found = [];
  for (let n = 0; n < ids.length && found.length < most; n++) {
    if (words.every((word) => others.titles[ids[n]].includes(` ${word}`))) found.push(ids[n]);
  }
  return found;
}

// Repositories have a file of their own, which the table of them reads too.
async function ofHub() {
  const bits = papers.has_names.reduce((all, name, bit) => all | (REPOSITORIES.includes(name) << bit), 0);
  if (!papers.has.some((has) => has & bits)) return [];
  return repositories(await get("hub")).map(({ id, kind, task, paper: [path, title] }) =>
    ["hub", `${path}#hub`, id, `${kind} ${task.toLowerCase()} ${title}`]);
}

// The day of an instant in the reader's zone, in the site's language: `Thursday 23 September`.
function dayOf({ zone, language }) {
  const format = new Intl.DateTimeFormat(language, { timeZone: zone, weekday: "long", day: "numeric", month: "long" });
  const known = new Map();
  return (start) => {
    if (!start) return "";
    if (!known.has(start)) known.set(start, format.format(start * 1000));
    return known.get(start);
  };
}

async function gather(where) {
  const list = (await Promise.all([get("rest"), ofHub()])).flat();
  const day = dayOf(where);
  const all = list.map(([, , title]) => tokens(title));
  const ids = [...list.keys()];
  others = { ...where, list, ids, pages: ids.filter((id) => list[id][0] === "pages") };
  others.titles = all.map((words) => ` ${words.join(" ")}`);
  others.engine = make(["title", "more"], { title: 3 });
  others.engine.addAll(list.map(([, , , more, start], id) => ({
    id,
    title: all[id].filter((word) => !stop.has(word)).join(" "),
    more: folded(`${more} ${day(start)}`),
  })));
  rehearse(others.titles, (word) => elsewhere(word, 0, where));
}

// What is not a paper, pages that are named so first: how many these are, and all that was found.
// `where`: the reader's zone and the language of the site's words.
async function elsewhere(q, most, where) {
  if (others?.zone !== where.zone) await gather(where);
  const words = tokens(q);
  if (!words.length) return { named: 0, found: [] };
  const kept = words.filter((word) => !stop.has(word));
  const named = begun(words, others.pages, most);
  // one or two letters begin thousands of names: the first of them in order will do
  const few = !kept.length || (kept.length === 1 && kept[0].length < 3);
  const rest = few
    ? begun(words, others.ids, most)
    : others.engine.search(kept.join(" "), { combineWith: "AND" }).map(({ id }) => id);
  const ids = [...new Set([...named, ...rest])].slice(0, most);
  return { named: named.length, found: ids.map((id) => others.list[id]) };
}

// Questions have a file and an index of their own, made when first searched and in small steps: with
// tens of thousands of them nothing else waits.
function questionsOf() {
  asked ??= get("questions").then(async (list) => {
    const engine = make(["text", "title"], { text: 2 });
    await engine.addAllAsync(list.map(([, text, title], id) => ({ id, text, title })), { chunkSize: 200 });
    return { list, engine };
  });
  return asked;
}

async function questions(q, most) {
  const { list, engine } = await questionsOf();
  const found = engine.search(q, { combineWith: "AND" });
  return found.slice(0, most).map(({ id }) => ["questions", ...list[id]]);
}

const openings = (group) => get(`openings-${group}`);
const calls = { open, find, ways, rows, elsewhere, questions, openings };

onmessage = async ({ data: { id, name, args } }) => {
  try {
    postMessage({ id, value: await calls[name](...args) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
