/** Clocks count in the browser, from the server's instants: the venue's time, minutes used, minutes left. */
import { moveForecast } from "./forecast.js";
import { moveStrips } from "./strip.js";
import { page } from "./page.js";
import { showCountdowns } from "./countdown.js";
import { showScheduled } from "./scheduled.js";
import { showSpeeches } from "./speech.js";
import { serverNow, wallClock } from "./time.js";
import { say } from "./words.js";

const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };

function pace(element, now) {
  const { started, minutes, held, suspendedAt } = element.dataset;
  if (!started) return;
  const until = suspendedAt ? Date.parse(suspendedAt) : now;
  const seconds = Math.max(0, (until - Date.parse(started)) / 1000 - Number(held || 0));
  const done = Math.floor(seconds / 60);
  const planned = Number(minutes);
  const bar = element.querySelector("progress");
  if (bar && planned) bar.value = Math.min(seconds, planned * 60);
  element.toggleAttribute("data-over", planned > 0 && seconds > planned * 60);
  const text = element.querySelector("[data-pace]");
  if (text) write(text, planned ? say("pace", { done, minutes: planned }) : say("spent", { done }));
}

function count(element, now) {
  const minutes = Math.ceil((Date.parse(element.dataset.until) - now) / 60000);
  if (minutes <= 0) return write(element, say("due"));
  if (minutes < 60) return write(element, say("in_minutes", { minutes }));
  if (minutes < 24 * 60) return write(element, say("in_hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 }));
  write(element, "");
}

/** Sets every clock on the page to the present moment; called each second and after each change. */
export function tick() {
  const now = serverNow();
  for (const element of document.querySelectorAll("[data-clock]")) write(element, wallClock(now, page.zone).clock);
  for (const element of document.querySelectorAll("[data-started]")) pace(element, now);
  for (const element of document.querySelectorAll("[data-until]")) count(element, now);
  moveForecast(now);
  moveStrips(now);
  showCountdowns(now);
  showScheduled(now);
  showSpeeches();
}

let timer;

export function startClocks() {
  clearTimeout(timer);
  tick();
  timer = setTimeout(startClocks, 1000 - (serverNow() % 1000) + 5);
}
