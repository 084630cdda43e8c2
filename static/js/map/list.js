// The papers that are lit, as a list beside the map.
import { counted, icon, linkTo, make } from "../dom.js";
import { star } from "../mine/store.js";
import { starButton } from "../mine/stars.js";
import { ask } from "../search/client.js";
import { timeOf } from "../zone.js";

const MOST = 60;
const root = document.documentElement.dataset.root;

export function row(paper, markOf) {
  const title = make("h3", "", linkTo(root + paper.path, paper.title));
  const small = make("p", "", paper.type ?? "");
  if (paper.session) small.append(paper.type ? ", " : "", timeOf(paper.session[2] * 1000));
  const article = make("article", "sim near", markOf(paper), make("div", "", title, small), starButton(`papers/${paper.key}`, paper.title));
  return article;
}

export class List {
  constructor(place, words, markOf) {
    Object.assign(this, { place, words, markOf, turn: 0 });
    this.empty();
  }

  empty() {
    this.turn++;
    this.place.replaceChildren(make("div", "h", make("h2", "", this.words.none)), make("p", "meta", this.words.how));
  }

  async show(title, numbers, wholeList) {
    const mine = ++this.turn;
    const papers = await ask("rows", numbers.slice(0, MOST));
    if (mine !== this.turn) return;
    const count = make("span", "n", counted(this.words.count, numbers.length));
    const head = make("div", "h", make("h2", "", title), count);
    const parts = [head, ...papers.map((paper) => row(paper, this.markOf))];
    if (numbers.length) parts.push(this.acts(numbers, wholeList));
    this.place.replaceChildren(...parts);
  }

  acts(numbers, wholeList) {
    const all = make("button", "b s", icon("star"), this.words.star_all);
    all.type = "button";
    all.addEventListener("click", async () => {
      for (const { key } of await ask("rows", numbers)) star(`papers/${key}`, true);
    });
    const box = make("div", "acts");
    if (wholeList) {
      const link = linkTo(wholeList, this.words.open_list);
      link.className = "b s";
      box.append(link);
    }
    if (numbers.length <= MOST) box.append(all);
    return box;
  }
}
