// What every page does; each behaviour is a module of its own.
import "./active.js";
import "./copy.js";
import "./menu.js";
import "./room.js";
import "./mine/note.js";
import "./mine/stars.js";
import "./offline/register.js";
import "./schedule/join.js";
import "./seek.js";
import "./theme.js";
import "./video.js";
import "./zone.js";

// On paper the page's address stands at its foot.
const place = document.querySelector("[data-place]");
if (place) addEventListener("beforeprint", () => (place.textContent = location.href));
