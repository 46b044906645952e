/** Puts the reader's own time under the venue's, where the two differ. */
import { page } from "./page.js";
import { readersZone, wallClock } from "./time.js";
import { say } from "./words.js";

/** The reader's clock at that instant, with the day where it is another; empty where it is the venue's own. */
function ownClock(at) {
  const here = wallClock(at, page.zone);
  const own = wallClock(at, readersZone);
  if (here.date === own.date && here.clock === own.clock) return "";
  if (here.date === own.date) return own.clock;
  const day = new Intl.DateTimeFormat(page.lang, { timeZone: readersZone, weekday: "short" }).format(at);
  return `${day}\u00a0${own.clock}`;
}

function ownTime({ dateTime }) {
  const clock = ownClock(Date.parse(dateTime));
  return clock && say("own", { clock });
}

/** From when to when: one line for both, as the venue's is; the day is said once where it is the same. */
function ownSpan({ dataset: { spanFrom, spanTo } }) {
  const from = ownClock(Date.parse(spanFrom));
  if (!from || !spanTo) return from && say("own", { clock: from });
  const to = ownClock(Date.parse(spanTo));
  const [day] = from.split("\u00a0");
  return say("own", { clock: `${from}–${to.startsWith(`${day}\u00a0`) ? to.slice(day.length + 1) : to}` });
}

function show(element, text) {
  const shown = element.querySelector(".own");
  if (!text) return shown?.remove();
  if (shown) {
    shown.textContent = text;
    return undefined;
  }
  const own = document.createElement("span");
  own.className = "own";
  own.textContent = text;
  return element.append(own);
}

export function showOwnTimes() {
  for (const time of document.querySelectorAll("time[data-local]")) show(time, ownTime(time));
  for (const span of document.querySelectorAll("[data-span-from]")) show(span, ownSpan(span));
}
