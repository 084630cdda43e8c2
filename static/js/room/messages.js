// What was said in a room, and how it makes threads.
export class Messages {
  constructor() {
    this.shown = new Map();
    this.gone = new Map();
  }

  // Takes in what a server told: `touched` are the ids of the threads that changed, `fresh` the
  // messages that were not there before.
  take(found) {
    const touched = new Set();
    const fresh = [];
    for (const message of found) {
      const before = this.shown.get(message.id);
      if (message.gone) {
        if (before) touched.add(this.root(before));
        this.drop(message, before);
        continue;
      }
      this.gone.delete(message.id);
      if (JSON.stringify(before) === JSON.stringify(message)) continue;
      this.shown.set(message.id, message);
      touched.add(this.root(message));
      if (!before) fresh.push(message);
    }
    return { touched, fresh };
  }

  drop({ id, hidden, at }, before) {
    this.shown.delete(id);
    this.gone.set(id, { id, gone: true, hidden, at: at ?? before?.at ?? this.gone.get(id)?.at });
  }

  // All that the room has heard of, be it taken back since.
  ids() { return [...this.shown.keys(), ...this.gone.keys()]; }

  // The id of the message that began a thread.
  root(message) {
    let { id } = message;
    for (let steps = 0; steps < 20; steps += 1) {
      const thread = this.shown.get(id)?.thread;
      if (!this.shown.has(thread) && !this.gone.has(thread)) break;
      id = thread;
    }
    return id;
  }

  // `[what began it, answers]` of all threads, oldest first. What was taken back stays above its
  // answers, and where `kept(id)`.
  threads(kept) {
    const found = new Map();
    const within = (id) => found.get(id) ?? found.set(id, []).get(id);
    for (const message of this.shown.values()) {
      const answers = within(this.root(message));
      if (this.root(message) !== message.id) answers.push(message);
    }
    for (const id of this.gone.keys()) if (kept(id)) within(id);
    const byTime = (one, other) => new Date(one.at) - new Date(other.at);
    const threads = [...found].map(([id, answers]) => [this.began(id, answers.sort(byTime)), answers]);
    return threads.sort(([one], [other]) => byTime(one, other));
  }

  began(id, [first]) {
    return this.shown.get(id) ?? { ...this.gone.get(id), at: this.gone.get(id).at ?? first.at };
  }
}
