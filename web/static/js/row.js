/** Who waits for the floor, from the few bytes in which a panel says it; `server/floor_pages/queue_views.py` writes them. */

/** The ids of the requests, in order. @param {string} [short] `412-430 planned-1a2b3c4d 431` */
export function orderOf(short = "") {
  return short.split(" ").filter(Boolean).flatMap((token) => {
    const ends = /^(\d+)(?:-(\d+))?$/.exec(token);
    if (!ends) return [token];
    const first = Number(ends[1]), last = Number(ends[2] ?? first);
    return Array.from({ length: last - first + 1 }, (_, at) => `request-${first + at}`);
  });
}

/** The seconds that those ahead of a place need; NaN: not known. @param {string} [short] `180x412 60 180x3` */
export function leadOf(short = "", place = 1) {
  let ahead = place - 1, seconds = 0;
  for (const run of short.split(" ").filter(Boolean)) {
    if (ahead <= 0) break;
    const [length, many = 1] = run.split("x");
    const counted = Math.min(ahead, Number(many));
    seconds += counted * Number(length);
    ahead -= counted;
  }
  return seconds;
}
