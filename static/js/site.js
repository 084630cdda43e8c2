// What every page does; each behaviour is a module of its own.
import "./copy.js";
import "./menu.js";
import "./seek.js";
import "./theme.js";
import "./video.js";
import "./zone.js";
