// What a point is: title, authors, when, beside the pointer.
import { make } from "../dom.js";
import { timeOf } from "../zone.js";

export class Tip {
  constructor(figure) {
    this.box = make("div", "mtip");
    this.box.hidden = true;
    figure.append(this.box);
  }

  show(paper, [x, y], view) {
    const authors = paper.authors.slice(0, 4).join(", ") + (paper.authors.length > 4 ? " …" : "");
    const when = make("p", "soft", paper.type ?? "");
    if (paper.session) when.append(paper.type ? ", " : "", timeOf(paper.session[2] * 1000));
    this.box.replaceChildren(make("strong", "", paper.title), make("p", "", authors), when);
    this.box.hidden = false;
    const { offsetWidth: wide, offsetHeight: high } = this.box;
    const left = Math.min(Math.max(8, x - wide / 2), view.width - wide - 8);
    const top = y - high - 18 < 4 ? y + 22 : y - high - 18;
    Object.assign(this.box.style, { insetInlineStart: "auto", left: `${left}px`, top: `${top}px` });
  }

  hide() {
    this.box.hidden = true;
  }
}
