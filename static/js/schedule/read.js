// The sessions that the page came with, as records that keep their element.
import { isStarred } from "../mine/store.js";

export function read(page) {
  return [...page.querySelectorAll(".blk[data-session]")].map((element) => {
    const time = element.querySelector("time");
    return {
      element,
      key: element.dataset.session,
      id: element.dataset.session.split("/").slice(1).join("/"),
      group: element.dataset.group,
      track: element.dataset.track,
      room: element.querySelector(".where")?.textContent ?? "",
      start: Date.parse(time.dateTime),
      end: Date.parse(time.dataset.end),
      past: false,
      recorded: element.querySelector(".foot-line") !== null,
      get starred() {
        return isStarred(element.dataset.session);
      },
    };
  });
}
