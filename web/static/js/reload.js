/** Loading the page anew, without a storm and without going round in circles. */
const KEY = "hemicycle.reloads";
const AGAIN = 2000;
let due = 0;

/** The more often lately, the longer the wait: 0, 0, 2, 4, 8 … 60 s. */
function wait() {
  const now = Date.now();
  let recent = [];
  try {
    recent = JSON.parse(sessionStorage.getItem(KEY) ?? "[]").filter((at) => now - at < 60000);
    sessionStorage.setItem(KEY, JSON.stringify([...recent, now]));
  } catch { /* no storage: no memory of circles */ }
  return recent.length < 2 ? 0 : Math.min(60000, 2000 * 2 ** (recent.length - 2));
}

/** Never onto a server that is away: the browser's own page of excuses would stay there until somebody came by. */
async function reloadOnceServed() {
  try {
    if ((await fetch("/healthz", { cache: "no-store" })).ok) return location.reload();
  } catch { /* it is away: ask again */ }
  return setTimeout(reloadOnceServed, AGAIN * (0.5 + Math.random()));
}

/** @param {number} [spread] at most so many milliseconds later, so that thousands do not come at once */
export function reload(spread = 0) {
  if (due) return;
  due = setTimeout(reloadOnceServed, wait() + Math.random() * spread);
}
