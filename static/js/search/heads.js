// What the first one or two letters of a word find. They are everywhere, so the papers that have them
// are told beforehand, not weighed against each word that begins with them: whole words come first,
// then what stands early.
const MOST = 2; // letters

export class Heads {
  // `texts`: folded words of each paper, in order, with a space before and after each.
  constructor(texts) {
    this.found = new Map();
    texts.forEach((text, id) => this.add(text, id));
  }

  add(text, id) {
    for (let space = 0, next; (next = text.indexOf(" ", space + 1)) > 0; space = next) {
      for (let size = 1; size <= MOST && space + size < next; size++) {
        this.put(text.slice(space + 1, space + 1 + size), id, space, space + 1 + size === next);
      }
    }
  }

  put(head, id, place, whole) {
    let entry = this.found.get(head);
    if (!entry) this.found.set(head, (entry = { ids: [], scores: [] }));
    const { ids, scores } = entry;
    if (ids[ids.length - 1] !== id) {
      ids.push(id);
      scores.push(1 / (place + 1));
    }
    const last = scores.length - 1;
    if (whole && scores[last] <= 1) scores[last] += 1;
  }

  // Number of a paper -> score, for a word of one or two letters; null for a longer one.
  of(word) {
    if (word.length > MOST) return null;
    const scores = new Map();
    const entry = this.found.get(word);
    entry?.ids.forEach((id, n) => scores.set(id, entry.scores[n]));
    return scores;
  }
}
