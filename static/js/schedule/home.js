// The home page: the hours on the reader's clock, now and next.
import "./hours.js";
import "./next.js";
