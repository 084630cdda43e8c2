// Elements from values. Words from people go in as text; only HTML that the server cleaned goes in
// as HTML, through `cleaned`.

const SVG = "http://www.w3.org/2000/svg";

export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

export const icon = (name) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/icons.svg#i-${name}`);
  svg.append(use);
  return svg;
};

export const cleaned = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const link of template.content.querySelectorAll("a[href]")) {
    const outside = new URL(link.href, location.href).origin !== location.origin;
    link.target = outside || document.documentElement.hasAttribute("data-embedded") ? "_blank" : "";
    if (link.target) link.rel = "noopener nofollow ugc";
  }
  return template.content;
};

export const callout = (name, words, kind = "", ...more) =>
  h("p", { class: `callout ${kind}`.trim() }, icon(name), h("span", {}, words, ...more));

// `1 message`, `2 messages`.
export const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

export const one = (selector, inside = document) => inside.querySelector(selector);
