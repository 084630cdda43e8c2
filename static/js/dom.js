// Elements from script, their texts never read as HTML.
export function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

export function linkTo(href, ...children) {
  const link = make("a", "", ...children);
  link.href = href;
  return link;
}

const icons = document.querySelector("template[data-icons]")?.content;

export function icon(name) {
  return icons?.querySelector(`.i-${name}`)?.cloneNode(true) ?? "";
}

// The language of the site's words, which may be another than the pages'.
export const tongue = document.documentElement.dataset.tongue ?? document.documentElement.lang;

// A sentence with places to fill in: `{n} papers`.
export const filled = (text, values) => text.replace(/{(\w+)}/g, (whole, name) => values[name] ?? whole);
// A sentence in the plural form that the language has for `n`.
let plurals = null;
export const counted = (forms, n) =>
  filled(forms[(plurals ??= new Intl.PluralRules(tongue)).select(n)] ?? forms.other, { n: grouped(n) });

// `1,284` as the language groups numbers; making the format costs more than using it.
let numbers = null;
export const grouped = (n) => (numbers ??= new Intl.NumberFormat(tongue)).format(n);

// Once the next frame is drawn: what nobody waits for comes after it. A page out of sight draws none.
export const painted = () =>
  new Promise((done) => {
    if (document.hidden) setTimeout(done);
    else requestAnimationFrame(() => setTimeout(done));
  });

// Hands `text` to the reader as a file.
export function download(name, type, text) {
  const link = linkTo(URL.createObjectURL(new Blob([text], { type })));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
