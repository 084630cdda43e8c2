// Words in a script that gives their language away, in an element that says so: what
// miniconf/text/scripts.py does in the HTML, for titles and names that script draws.
import { writtenIn } from "./han.js";

// The first that matches decides.
const LANGUAGES = Object.entries({
  ja: "\u3005\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff\uff66-\uff9f", ko: "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
  "zh-Hant": "\u3105-\u312f", ur: "\u0679\u0688\u0691\u06ba\u06be\u06d2", fa: "\u067e\u0686\u0698\u06a9\u06af\u06cc",
  ar: "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc", he: "\u0590-\u05ff\ufb1d-\ufb4f",
  hi: "\u0900-\u097f", bn: "\u0980-\u09ff", pa: "\u0a00-\u0a7f", gu: "\u0a80-\u0aff", or: "\u0b00-\u0b7f",
  ta: "\u0b80-\u0bff", te: "\u0c00-\u0c7f", kn: "\u0c80-\u0cff", ml: "\u0d00-\u0d7f", si: "\u0d80-\u0dff",
  th: "\u0e00-\u0e7f", lo: "\u0e80-\u0eff", bo: "\u0f00-\u0fff", my: "\u1000-\u109f", ka: "\u10a0-\u10ff\u1c90-\u1cbf",
  am: "\u1200-\u139f", km: "\u1780-\u17ff", hy: "\u0530-\u058f", el: "\u0370-\u03ff\u1f00-\u1fff",
});
const HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}";
const ALL = `${LANGUAGES.map(([, letters]) => letters).join("")}${HAN}`;
const RUN = new RegExp(`([${ALL}]+(?:[\\s\u00b7\u200c\u200d'\u2019-]+[${ALL}]+)*)`, "u");
// a Greek letter or two is a symbol, not Greek
const KNOWN = LANGUAGES.map(([language, letters]) => [language, new RegExp(`[${letters}]${language === "el" ? "{3}" : ""}`, "u")]);
const LEFTWARDS = ["ar", "fa", "ur", "he"];
const ASCII = /^[\0-\x7f]*$/;

const languageOf = (run) =>
  KNOWN.find(([, letters]) => letters.test(run))?.[0] ?? writtenIn(run.match(new RegExp(`[${HAN}]`, "gu")) ?? []);

// `nodesOf`: text -> its nodes, as they stand without a language.
export function spoken(text, nodesOf) {
  if (ASCII.test(text) || !RUN.test(text)) return nodesOf(text);
  return text.split(RUN).flatMap((piece, n) => {
    if (n % 2 === 0) return piece ? nodesOf(piece) : [];
    const language = languageOf(piece);
    if (!language) return nodesOf(piece);
    const element = document.createElement(LEFTWARDS.includes(language) ? "bdi" : "span");
    element.lang = language;
    element.append(...nodesOf(piece));
    return [element];
  });
}
