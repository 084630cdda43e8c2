// Rocket.Chat in a frame. Most browsers give a frame of another site neither cookies nor storage,
// and then it would stay blank or ask for a password for ever: so the reader keeps a button that
// opens the room in a window of its own, and is told when the frame cannot work.
const PATIENCE = 8000;

function sameSite(address) {
  const own = (host) => host.split(".").slice(-2).join(".");
  return own(new URL(address).hostname) === own(location.hostname);
}

export function open(place, button, words) {
  const link = place.querySelector("a[href]");
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  const alone = document.createElement("a");
  Object.assign(alone, { className: "b s", href: link.href, target: "_blank", rel: "noopener" });
  alone.textContent = words.window;
  const box = document.createElement("div");
  box.className = "room-frame";
  place.after(box);
  button.hidden = true;
  if (!sameSite(link.href)) {
    note.textContent = words.blocked;
    box.append(note, alone);
    alone.focus();
    return;
  }
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: place.dataset.frame, title: link.textContent, loading: "eager" });
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups");
  let there = false;
  frame.addEventListener("load", () => { there = true; });
  setTimeout(() => { if (!there) note.textContent = words.blocked; }, PATIENCE);
  box.append(frame, note, alone);
  frame.focus();
}
