// The rooms that are busy now, from the small file that the organisers' machine writes every few
// minutes; nothing shows where no room is, or where the file is old.
const STALE = 30 * 60 * 1000;

for (const place of document.querySelectorAll("[data-active]")) {
  fetch(place.dataset.active, { cache: "no-cache" })
    .then((answer) => answer.json())
    .then(({ at, rooms }) => {
      if (!rooms.length || Date.now() - new Date(at) > STALE) return;
      const list = place.querySelector("ul");
      for (const room of rooms.slice(0, 6)) {
        const link = document.createElement("a");
        link.href = `${document.documentElement.dataset.root}${room.page}#questions`;
        link.textContent = room.title;
        const item = document.createElement("li");
        item.append(link);
        list.append(item);
      }
      place.hidden = false;
    })
    .catch(() => {}); // without the file the page is only quieter
}
