// The home page: the hours on the reader's clock, now and next, what changed.
import "../mine/since.js";
import "./hours.js";
import "./next.js";
