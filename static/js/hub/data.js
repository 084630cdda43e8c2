// `search/hub.json` (miniconf/site/views/hub.py), one repository after the other: what repeats is read
// from the file's lists.
export function repositories({ lists, ...columns }) {
  const names = Object.keys(columns);
  return columns.id.map((_, n) => {
    const repo = {};
    for (const name of names) repo[name] = lists[name] ? lists[name][columns[name][n]] : columns[name][n];
    return repo;
  });
}
