// Runs in each measured page before its own scripts, and keeps what the page cannot be asked later.
window.measured = { blocked: 0, longest: 0, shift: 0, largest: 0, card: 0 };
const watch = (type, see) =>
  new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
watch("longtask", ({ duration }) => {
  measured.blocked += Math.max(0, duration - 50);
  measured.longest = Math.max(measured.longest, duration);
});
watch("layout-shift", ({ value, hadRecentInput }) => (measured.shift += hadRecentInput ? 0 : value));
watch("largest-contentful-paint", ({ startTime }) => (measured.largest = startTime));

// Answers after the next frame has been drawn.
window.painted = () =>
  new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));

// When the words of the first card were drawn.
const look = async () => {
  if (document.querySelector("[data-rows] h2 a")?.textContent) measured.card = await painted();
  else if (performance.now() < 10_000) requestAnimationFrame(look);
};
requestAnimationFrame(look);

// Milliseconds from the next event of a kind until `place` has changed for it and the frame is drawn.
window.delay = (event, place) =>
  new Promise((done) => addEventListener(event, ({ timeStamp }) => {
    new MutationObserver(async (_, observer) => {
      observer.disconnect();
      done((await painted()) - timeStamp);
    }).observe(document.querySelector(place), { childList: true, subtree: true, characterData: true });
  }, { once: true, capture: true }));

// Frames in a second, and the longest wait for one, until the promise that is given ends.
window.frames = () => {
  const times = [];
  let on = true;
  const step = (now) => (times.push(now), on && requestAnimationFrame(step));
  requestAnimationFrame(step);
  window.framesEnd = () => {
    on = false;
    const waits = times.slice(1).map((time, n) => time - times[n]);
    return { rate: (1000 * waits.length) / (times.at(-1) - times[0]), longest: Math.max(...waits) };
  };
};

// The browser slows the page's own thread only; a worker's answers are held back to match, by what
// they took in the worker (scripts/bench_worker.js).
const slow = window.slowed;
if (slow > 1) {
  window.Worker = class extends Worker {
    set onmessage(act) {
      super.onmessage = (event) => setTimeout(act, (slow - 1) * (event.data.took ?? 0), event);
    }
  };
}
