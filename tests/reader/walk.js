// What tests/reader/test_access.py asks of a page; each answer is a list of what is wrong.
const named = (one) => `${one.tagName.toLowerCase()}.${String(one.className.baseVal ?? one.className).trim().replaceAll(" ", ".")} “${(one.ariaLabel ?? one.textContent).trim().slice(0, 40)}”`;
const shows = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const FOCUSABLE = "a[href], button:not([disabled]), input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
const focusable = () => [...document.querySelectorAll(FOCUSABLE)].filter((one) => shows(one) && !one.inert);

window.walk = {
  // Nothing is wider than the window, but for what scrolls inside itself.
  wide() {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > limit + 1);
    return [`${document.documentElement.scrollWidth} px of ${limit}`, ...out.slice(0, 4).map(named)];
  },

  // WCAG 2.2, 2.5.8: 24 px, but for links in a line of text, whose height its line decides.
  small() {
    return focusable().filter((one) => {
      const target = one.matches("input") && one.closest("label, .field") ? one.closest("label, .field") : one;
      const { width, height, right, bottom } = target.getBoundingClientRect();
      const away = right <= 0 || bottom <= 0 || one.closest(".vh");
      return !away && getComputedStyle(target).display !== "inline" && (width < 24 || height < 24);
    }).map((one) => `${named(one)} ${JSON.stringify(one.getBoundingClientRect())}`);
  },

  // Of each sort of control the first: where the focus is can be seen.
  unseen() {
    const sorts = new Map();
    for (const one of focusable()) {
      const sort = `${one.tagName} ${one.className} ${one.parentElement.className} ${one.closest("[class]:not(a)")?.className}`;
      if (!sorts.has(sort)) sorts.set(sort, one);
    }
    return [...sorts.values()].filter((one) => {
      one.focus({ focusVisible: true, preventScroll: true });
      if (document.activeElement !== one) return false;
      const rings = [one, one.closest(":focus-within:not(body, html, main)"), one.closest("label"), one.closest(".field")];
      return !rings.some((ring) => {
        if (!ring) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(ring);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      });
    }).map(named);
  },

  // WCAG 2.2, 2.4.11: what the keyboard comes to, downwards and upwards, is not behind what stays in place.
  covered() {
    const some = focusable().filter((one, n) => n % 4 === 0 && !one.closest(".top, .tabs, .dock"));
    return [...some, ...some.reverse()].filter((one) => {
      one.focus();
      const { left, top, width, height } = one.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2)?.closest(".top, .tabs, .dock");
    }).map(named);
  },

  // Nothing takes the keyboard out of the order in which the page reads.
  unordered() {
    return [...document.querySelectorAll("[tabindex]")].filter((one) => one.tabIndex > 0).map(named);
  },

  moving() {
    return [...document.querySelectorAll("body *")].filter((one) => {
      if (!shows(one)) return false;
      const { transitionDuration, animationName } = getComputedStyle(one);
      return animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0.02);
    }).slice(0, 4).map(named);
  },

  // One main, one h1, no level of heading left out, every table with heads, landmarks with names.
  structure() {
    const wrong = [];
    const count = (selector, right) => {
      const found = [...document.querySelectorAll(selector)].filter(shows).length;
      if (found !== right) wrong.push(`${found} of ${selector}`);
    };
    count("main", 1);
    count("h1", 1);
    count("body > header", 1);
    if (!document.documentElement.lang) wrong.push("no language");
    let level = 0;
    for (const head of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
      if (!shows(head)) continue;
      const next = Number(head.tagName[1]);
      if (next > level + 1) wrong.push(`${named(head)} after a heading of level ${level}`);
      level = next;
    }
    for (const table of document.querySelectorAll("table")) {
      if (!table.querySelector("th")) wrong.push(`${named(table)} has no heads`);
    }
    const names = [...document.querySelectorAll("nav")].filter(shows).map((one) => one.ariaLabel ?? document.getElementById(one.getAttribute("aria-labelledby"))?.textContent);
    if (new Set(names).size !== names.length || names.includes(undefined)) wrong.push(`landmarks named ${names}`);
    // Words in a script other than the page's say which language they may be in, or stand in a name.
    return wrong;
  },
};
