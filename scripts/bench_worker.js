// Stands behind the search's worker while pages are measured: each answer says how long it took there.
{
  const act = self.onmessage;
  const tell = self.postMessage.bind(self);
  const begun = new Map();
  self.postMessage = (answer) => tell({ ...answer, took: performance.now() - begun.get(answer.id) });
  self.onmessage = (event) => {
    begun.set(event.data.id, performance.now());
    return act(event);
  };
}
