// A room becomes part of the page when the reader opens it. Until then nothing is asked of the chat
// server, and the link to the room works without any of this.
const doors = document.querySelectorAll("[data-room-open]");

function show() {
  for (const door of doors) door.hidden = false;
}

if (doors.length) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL(`./room/room.css${new URL(import.meta.url).search}`, import.meta.url).href;
  sheet.addEventListener("load", show);
  sheet.addEventListener("error", show);
  document.head.append(sheet);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-room-open]");
  const place = button?.closest("[data-room]");
  if (!place || button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  try {
    const words = await (await fetch(`${document.documentElement.dataset.root}room.json`)).json();
    const kind = place.dataset.frame ? "frame" : "panel";
    await (await import(`./room/${kind}.js`)).open(place, button, words);
    place.parentElement.querySelector("[data-unasked]")?.remove(); // the room itself says what there is
  } catch {
    button.ariaDisabled = "false"; // the next press tries again; the link below stays
  }
});
