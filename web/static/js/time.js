/** The server's clock and the venue's wall: no device clock is trusted, no zone is guessed. */
import { page } from "./page.js";

let offset = 0;

/** @param {string} instant the server's now, RFC 3339 */
export function setClock(instant) {
  const at = Date.parse(instant);
  if (Number.isFinite(at)) offset = at - Date.now();
}
if (page.now) setClock(page.now);

/** Milliseconds since the epoch, as the server counts them. */
export const serverNow = () => Date.now() + offset;

export const readersZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const wall = (zone) => new Intl.DateTimeFormat("en-GB", {
  timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});
const walls = new Map();

/** What a wall clock in that zone shows. @returns {{date: string, clock: string}} "2021-11-17", "09:30" */
export function wallClock(at, zone) {
  if (!walls.has(zone)) walls.set(zone, wall(zone));
  const part = Object.fromEntries(walls.get(zone).formatToParts(at).map(({ type, value }) => [type, value]));
  return { date: `${part.year}-${part.month}-${part.day}`, clock: `${part.hour}:${part.minute}` };
}

/** The short name of the venue's zone, as the server writes it: "CET". */
export const zoneName = (/\(([^)]+)\)/.exec(page.zoneWords) ?? [])[1] ?? page.zoneWords;

/** The next instant at which the venue's wall clock shows this time. @param {string} clock "15:00" */
export function nextInstant(clock) {
  const now = serverNow();
  const minute = Math.ceil(now / 60000) * 60000;
  for (let ahead = 0; ahead <= 25 * 60; ahead += 1) {
    const at = minute + ahead * 60000;
    if (wallClock(at, page.zone).clock === clock) return new Date(at).toISOString().replace(".000Z", "Z");
  }
  return undefined;
}

const wallOf = (at) => { const { date, clock } = wallClock(at, page.zone); return Date.parse(`${date}T${clock}Z`); };

/**
 * The instant at which the venue's wall clock shows this time on that day; the first where it shows it twice. In the
 * hour that is left out in spring, what the clock would have shown. @param {string} day "2021-11-17" @param {string} clock
 */
export function instantAt(day, clock) {
  const wall = Date.parse(`${day}T${clock}Z`);
  const shifted = (from) => wall - (wallOf(from) - from);
  const [before, after] = [shifted(wall - 24 * 3600000), shifted(wall + 24 * 3600000)];
  const at = wallOf(before) !== wall && wallOf(after) === wall ? after : before;
  return new Date(at).toISOString().replace(".000Z", "Z");
}
