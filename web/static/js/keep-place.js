/**
 * Another language, the same place: what stood at the top of the window, what was unfolded, how far columns were
 * scrolled. Kept for the one page that the choice leads to; without script the choice works as a plain link.
 */
const KEY = "hemicycle.place";
const FRESH = 20000;

const columns = () => [...document.querySelectorAll("main [id]")].filter((element) => element.scrollTop > 0);
const unfolded = () => [...document.querySelectorAll("main details[id]")];

/** The first thing with a name of its own that the reader sees, and how far it is from the top. */
function anchor() {
  const seen = [...document.querySelectorAll("main [id]")].find((element) => {
    const { top, height } = element.getBoundingClientRect();
    return height > 0 && top >= 0 && !element.querySelector("[id]");
  });
  return seen ? { id: seen.id, top: seen.getBoundingClientRect().top } : null;
}

/** Where the reader has stopped last, and when they went up from there: the languages stand in the head. */
let stopped = null;

function stop() {
  if (scrollY > innerHeight / 4) stopped = { anchor: anchor(), left: 0 };
}

function leave() {
  if (stopped && !stopped.left) stopped.left = Date.now();
}

function read() {
  const wentUp = stopped?.left && Date.now() - stopped.left < FRESH;
  if (scrollY > innerHeight / 4) return anchor();
  return wentUp ? stopped.anchor : null;
}

function keep(link) {
  const place = {
    path: new URL(link.href).pathname,
    at: Date.now(),
    anchor: read(),
    columns: columns().map(({ id, scrollTop }) => ({ id, scrollTop })),
    details: unfolded().map(({ id, open }) => ({ id, open })),
  };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch { /* a browser without storage begins at the top */ }
}

function kept() {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    return place?.path === location.pathname && Date.now() - place.at < FRESH ? place : null;
  } catch {
    return null;
  }
}

function scrollBack({ anchor: seen, columns: scrolled }) {
  for (const { id, scrollTop } of scrolled) document.getElementById(id)?.scrollTo({ top: scrollTop });
  const element = seen && document.getElementById(seen.id);
  if (element) scrollBy({ top: element.getBoundingClientRect().top - seen.top, behavior: "instant" });
}

/** Fonts may still move things: then once more, unless the reader has moved meanwhile. */
function restore(place) {
  for (const { id, open } of place.details) document.getElementById(id)?.toggleAttribute("open", open);
  scrollBack(place);
  let moved = false;
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"])
    addEventListener(kind, () => { moved = true; }, { once: true, passive: true });
  document.fonts?.ready.then(() => { if (!moved) scrollBack(place); });
}

export function startKeepingPlace() {
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a[hreflang]");
    if (link) keep(link);
  });
  addEventListener("scroll", leave, { passive: true });
  addEventListener("scrollend", stop);
  const place = kept();
  if (place) restore(place);
}
