/**
 * Moves what is expected between frames, from the numbers the server gave and no rules of its own.
 * Its twin is `models/planning/expected.py`; a test holds both to the same instants.
 *
 *   <section data-hold="2021-11-17T09:20:00Z" data-rest="0">
 *     <li data-floor="" data-lead="1200" data-planned="2021-11-17T09:40:00Z">
 *       <time datetime="2021-11-17T09:42:00Z" data-local><span data-expected-clock>10:42</span> <small>CET</small></time>
 *       <span data-behind>2 min behind</span>
 */
import { page } from "./page.js";
import { wallClock } from "./time.js";
import { say, sayLasting } from "./words.js";

const MINUTE = 60000;
const EXPECTED = "[data-lead],[data-floor]";

const instant = (iso) => (iso ? Date.parse(iso) : -Infinity);
const nearestMinute = (milliseconds) => Math.floor((milliseconds + MINUTE / 2) / MINUTE);

/**
 * When what is now will be over, in milliseconds since the epoch.
 * @param {number} now @param {{hold?: string, rest?: string|number}} given an instant (or ""), seconds
 */
export const overAt = (now, { hold, rest }) => Math.max(now, instant(hold)) + Number(rest || 0) * 1000;

/**
 * An expected instant in milliseconds, undefined if it is not known.
 * @param {number} over @param {{floor?: string, lead?: string|number}} given an instant (or ""), seconds (or "")
 */
export function expectedAt(over, { floor, lead }) {
  const moved = lead === undefined || lead === null || lead === "" ? -Infinity : over + Number(lead) * 1000;
  const at = Math.max(instant(floor), moved);
  return Number.isFinite(at) ? at : undefined;
}

/** By how many minutes something is later than planned, as the two clocks show it; negative: earlier. */
export const minutesBehind = (expected, planned) => nearestMinute(expected - planned);

/**
 * Sets every expected time on the page as it is at this moment.
 * @param {number} now milliseconds @returns {boolean} whether a `datetime` has changed, so the reader's own time has too
 */
export function moveForecast(now) {
  const overs = new Map();
  let moved = false;
  for (const element of document.querySelectorAll(EXPECTED)) {
    const root = element.closest("[data-rest]");
    if (!root) continue;
    if (!overs.has(root)) overs.set(root, overAt(now, root.dataset));
    const at = expectedAt(overs.get(root), element.dataset);
    if (at === undefined) continue;
    moved = showClock(element, nearestMinute(at) * MINUTE) || moved;
    showDifference(element, at);
  }
  return moved;
}

function showClock(element, at) {
  const clock = own(element, "[data-expected-clock]") ?? (element.childElementCount ? undefined : element);
  if (!clock) return false;
  write(clock, wallClock(at, page.zone).clock);
  const time = clock.closest("time[datetime]");
  if (!time || Date.parse(time.dateTime) === at) return false;
  time.dateTime = new Date(at).toISOString().replace(".000Z", "Z");
  return true;
}

function showDifference(element, at) {
  const planned = Date.parse(element.dataset.planned);
  const minutes = Number.isFinite(planned) ? minutesBehind(at, planned) : 0;
  element.classList.toggle("late", minutes > 0);
  const words = own(element, "[data-behind]");
  if (!words) return;
  write(words, difference(minutes));
  words.hidden = minutes === 0;
}

function difference(minutes) {
  if (minutes === 0) return say("on_time");
  const lasting = sayLasting(Math.abs(minutes));
  return say(minutes > 0 ? "behind" : "ahead", { lasting });
}

/** What is inside this element and not inside an expected one within it: a sub-item has a line of its own. */
const own = (element, selector) =>
  [...element.querySelectorAll(selector)].find((found) => found.closest(EXPECTED) === element);

const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
