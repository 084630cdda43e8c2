// Searching and counting happen here, away from the page, so that typing never waits.
import MiniSearch from "../../vendor/minisearch-7.2.0/minisearch.min.js";
import { counts, keep, order } from "./facets.js";
import { tokens } from "./terms.js";

let root = "";
let stop = new Set();
let papers = null;
let engine = null;
let others = null;
const parts = new Map();

async function get(path) {
  const response = await fetch(new URL(`search/${path}.json`, root), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} for ${path}`);
  return response.json();
}

function make(fields, boost) {
  return new MiniSearch({
    fields,
    tokenize: (text) => tokens(text, stop),
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
    const { author, keyword } = papers.lists;
    engine.addAll(
      papers.title.map((title, id) => ({
        id,
        title,
        authors: papers.authors[id].map((n) => author[n]).join(" "),
        keywords: papers.keywords[id].map((n) => keyword[n]).join(" "),
      })),
    );
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

// Number of a paper -> score; every word has to be found, in the title, among the authors or
// keywords, or in the abstract.
async function matches(words, deep) {
  let all = null;
  for (const word of words) {
    const scores = new Map();
    for (const { id, score } of engine.search(word)) scores.set(id, score);
    if (deep) for (const id of await abstracts(word)) scores.set(id, (scores.get(id) ?? 0) + 1);
    if (!all) all = scores;
    else for (const [id, score] of all) {
      if (scores.has(id)) all.set(id, score + scores.get(id));
      else all.delete(id);
    }
  }
  return all;
}

async function find(wish) {
  const words = tokens(wish.q ?? "", stop);
  const scores = words.length ? await matches(words, wish.deep !== false) : null;
  const numbers = keep(papers, wish, scores);
  return {
    words,
    numbers: order(papers, numbers, wish, scores),
    counts: wish.counted ? counts(papers, wish, scores) : null,
  };
}

function rows(numbers) {
  const { lists } = papers;
  return numbers.map((n) => ({
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

async function elsewhere(q, most) {
  if (!others) {
    const list = await get("rest");
    others = { list, engine: make(["title", "more"], { title: 3 }) };
    others.engine.addAll(list.map(([, , title, more], id) => ({ id, title, more })));
  }
  const found = others.engine.search(q, { combineWith: "AND" });
  return found.slice(0, most).map(({ id }) => others.list[id]);
}

const openings = (group) => get(`openings-${group}`);
const calls = { open, find, rows, elsewhere, openings };

onmessage = async ({ data: { id, name, args } }) => {
  try {
    postMessage({ id, value: await calls[name](...args) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
