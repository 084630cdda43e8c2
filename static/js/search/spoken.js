// Words in a script that gives their language away, in an element that says so: what
// miniconf/text/scripts.py does in the HTML, for titles and names that script draws.
const LANGUAGES = Object.entries({
  ja: "\\p{sc=Hira}\\p{sc=Kana}", ko: "\\p{sc=Hang}", ar: "\\p{sc=Arab}", he: "\\p{sc=Hebr}", hi: "\\p{sc=Deva}",
  bn: "\\p{sc=Beng}", ta: "\\p{sc=Taml}", te: "\\p{sc=Telu}", th: "\\p{sc=Thai}", ka: "\\p{sc=Geor}", am: "\\p{sc=Ethi}",
  km: "\\p{sc=Khmr}", my: "\\p{sc=Mymr}", hy: "\\p{sc=Armn}",
});
const ALL = `${LANGUAGES.map(([, script]) => script).join("")}\\p{sc=Han}`;
const RUN = new RegExp(`([${ALL}]+(?:[\\s\u00b7\u200c\u200d'\u2019-]+[${ALL}]+)*)`, "u");
const KNOWN = LANGUAGES.map(([language, script]) => [language, new RegExp(`[${script}]`, "u")]);
const LEFTWARDS = ["ar", "he"];

// `nodesOf`: text -> its nodes, as they stand without a language.
export function spoken(text, nodesOf) {
  if (!RUN.test(text)) return nodesOf(text);
  return text.split(RUN).flatMap((piece, n) => {
    if (n % 2 === 0) return piece ? nodesOf(piece) : [];
    const language = KNOWN.find(([, script]) => script.test(piece))?.[0];
    if (!language) return nodesOf(piece); // Chinese or Japanese: the letters alone do not say
    const element = document.createElement(LEFTWARDS.includes(language) ? "bdi" : "span");
    element.lang = language;
    element.append(...nodesOf(piece));
    return [element];
  });
}
