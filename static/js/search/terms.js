// Words as they are searched for; the same rule as miniconf/search/terms.py.
const LONGEST = 32;
const WIDE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

export function fold(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function tokens(text, stop = new Set()) {
  const found = [];
  for (const run of fold(text).match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (run.length === 1 || !WIDE.test(run)) found.push(run);
    else for (let i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
  }
  return found.filter((word) => !stop.has(word)).map((word) => word.slice(0, LONGEST));
}
