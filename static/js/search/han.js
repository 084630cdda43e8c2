// Whose characters Chinese ones are: each of three old character sets holds what one way of writing
// needs, and the browser knows them. A character that one of them alone has gives the language away.
const SETS = {
  "zh-Hans": ["gb2312", 0xa1, [0xb0a1, 0xf7fe]],
  "zh-Hant": ["big5", 0x40, [0xa140, 0xc67e], [0xc940, 0xf9d5]],
  ja: ["euc-jp", 0xa1, [0xb0a1, 0xf4a6]],
};

let held = null;

function read([charset, least, ...ranges]) {
  const bytes = [];
  for (const [from, to] of ranges) {
    for (let code = from; code <= to; code++) {
      const trail = code & 0xff;
      if (trail >= least && trail < 0xff && (trail < 0x7f || trail > 0xa0)) bytes.push(code >> 8, trail);
    }
  }
  return new Set(new TextDecoder(charset).decode(new Uint8Array(bytes)));
}

// The one language that alone writes some of these characters, if it is one.
export function writtenIn(characters) {
  held ??= Object.entries(SETS).map(([language, set]) => [language, read(set)]);
  const homes = characters.map((one) => held.filter(([, set]) => set.has(one))).filter((homes) => homes.length === 1);
  const found = new Set(homes.map(([[language]]) => language));
  return found.size === 1 ? [...found][0] : null;
}
