// Elements out of values. Words from people go in as text; HTML that the chat server made goes
// through a sieve of our own, so that no server can put more into the page than words.
const KEPT = new Set(
  "P BR EM STRONG CODE PRE UL OL LI BLOCKQUOTE SPAN DEL SUB SUP A".split(" "),
);
const MATH = new Set(
  ("math semantics mrow mi mo mn ms mtext mspace msqrt mroot mfrac msub msup msubsup munder mover " +
   "munderover mtable mtr mtd mstyle mpadded mphantom").split(" "),
);

// What is longer is cut, as in the archive: a megabyte of one word would halt the page.
const LONGEST = 20000;

// Without the marks that turn what follows around (Unicode UAX 9): no name can dress up in them.
const plain = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");

export function h(tag, values = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  const there = children.flat().filter((child) => child || child === 0);
  element.append(...there.map((child) => (typeof child === "string" ? plain(child) : child)));
  return element;
}

function sift(from, into) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(plain(node.data));
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const math = node.namespaceURI.endsWith("MathML") && MATH.has(node.localName);
    if (!math && !KEPT.has(node.tagName)) {
      if (!["SCRIPT", "STYLE", "TEMPLATE", "IFRAME"].includes(node.tagName.toUpperCase())) sift(node, into);
      continue;
    }
    const copy = math
      ? document.createElementNS("http://www.w3.org/1998/Math/MathML", node.localName)
      : document.createElement(node.localName);
    if (math && node.getAttribute("display") === "block") copy.setAttribute("display", "block");
    if (node.tagName === "A") {
      const address = URL.parse?.(node.getAttribute("href") ?? "", location.href) ?? { protocol: "" };
      if (/^(https?|mailto):$/.test(address.protocol)) {
        Object.assign(copy, { href: address.href, rel: "noopener nofollow ugc", target: "_blank" });
      }
    }
    sift(node, copy);
    into.append(copy);
  }
}

// The words of a message: cleaned HTML where the server gave some, else its lines as paragraphs.
export function said(message) {
  const box = h("div", { class: "say", dir: "auto" });
  if (message.html && message.html.length <= 4 * LONGEST) {
    sift(new DOMParser().parseFromString(message.html, "text/html").body, box);
    return box;
  }
  const text = message.text.length > LONGEST ? `${message.text.slice(0, LONGEST)}…` : message.text;
  for (const part of plain(text).split(/\n{2,}/)) {
    const paragraph = h("p");
    part.split("\n").forEach((line, index) => {
      if (index) paragraph.append(h("br"));
      for (const word of line.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)) {
        const link = /^https?:\/\//.test(word);
        paragraph.append(link ? h("a", { href: word, rel: "noopener nofollow ugc", target: "_blank" }, word) : word);
      }
    });
    box.append(paragraph);
  }
  return box;
}
