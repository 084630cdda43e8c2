// Rocket.Chat in a frame. Most browsers give a frame of another site neither cookies nor storage,
// and then it would stay blank or ask for a password for ever: so no frame of another site is tried.
// A page cannot see whether its frame was refused; so a word and a button for a window of its own
// stand above it until the chat in it says that it runs (Rocket.Chat: "Iframe integration", send).
const SHARED = /(^|\.)(github|gitlab|readthedocs|onrender)\.io$|\.(pages|fly|workers)\.dev$|\.(netlify|vercel|web)\.app$|\.hf\.space$/;

// Without the list of public suffixes: two labels, three below `ac.uk` and its like.
function site(host) {
  const labels = host.split(".");
  if (/^[\d.]+$|:/.test(host) || SHARED.test(host)) return host;
  const short = labels.length > 2 && labels.at(-1).length === 2 && labels.at(-2).length <= 3;
  return labels.slice(short ? -3 : -2).join(".");
}

export function open(place, button, words) {
  const own = new URL(place.dataset.frame);
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  const alone = document.createElement("a");
  Object.assign(alone, { className: "b s", href: place.dataset.url, target: "_blank", rel: "noopener" });
  alone.textContent = words.window;
  const box = document.createElement("div");
  box.className = "room-frame";
  box.append(note, alone);
  place.append(box);
  button.hidden = true;
  if (site(own.hostname) !== site(location.hostname)) {
    note.textContent = words.blocked;
    alone.focus();
    return;
  }
  note.textContent = words.empty;
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: own.href, title: place.dataset.title });
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups");
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === own.origin) note.textContent = "";
  });
  box.append(frame);
  frame.focus();
}
