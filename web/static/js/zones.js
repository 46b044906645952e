/** Puts the reader's own time under the venue's, where the two differ. */
import { page } from "./page.js";
import { readersZone, wallClock } from "./time.js";
import { say } from "./words.js";

function ownTime(at) {
  const here = wallClock(at, page.zone);
  const own = wallClock(at, readersZone);
  if (here.date === own.date && here.clock === own.clock) return "";
  if (here.date === own.date) return say("own", { clock: own.clock });
  const day = new Intl.DateTimeFormat(page.lang, { timeZone: readersZone, weekday: "short" }).format(at);
  return say("own", { clock: `${day}\u00a0${own.clock}` });
}

export function showOwnTimes() {
  for (const time of document.querySelectorAll("time[data-local]")) {
    const text = ownTime(Date.parse(time.dateTime));
    const shown = time.querySelector(".own");
    if (!text) { shown?.remove(); continue; }
    if (shown) { shown.textContent = text; continue; }
    const own = document.createElement("span");
    own.className = "own";
    own.textContent = text;
    time.append(own);
  }
}
