// The rooms that are busy now, from the small file that the organisers' machine writes every few
// minutes; nothing shows where no room is, or where the file is old. A list shows all of them
// (`data-active`), the questions of a page that it is one of them (`data-active-here`).
const STALE = 30 * 60 * 1000;
const SHOWN = 6;

function list(place, rooms) {
  for (const room of rooms.slice(0, SHOWN)) {
    const link = document.createElement("a");
    link.href = `${document.documentElement.dataset.root}${room.page}#questions`;
    link.textContent = room.title;
    const item = document.createElement("li");
    item.append(link);
    place.querySelector("ul").append(item);
  }
  place.hidden = false;
}

const places = document.querySelectorAll("[data-active], [data-active-here]");
if (places.length) {
  fetch(`${document.documentElement.dataset.root}active.json`, { cache: "no-cache" })
    .then((answer) => answer.json())
    .then(({ at, rooms }) => {
      if (!rooms.length || Date.now() - new Date(at) > STALE) return;
      for (const place of places) {
        const { activeHere } = place.dataset;
        if (activeHere === undefined) list(place, rooms);
        else place.hidden = !rooms.some((room) => room.page === activeHere);
      }
    })
    .catch(() => {}); // without the file the page is only quieter
}
