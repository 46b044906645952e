/** The clocks of speeches: counted from the record and the server's time, to the second in which each really turns. */
import { digits } from "./digits.js";
import { serverNow } from "./time.js";
import { say } from "./words.js";

const write = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };

/** Milliseconds that a speech has taken. @param {DOMStringMap} counted @param {number} now as the server counts them */
export const taken = ({ spoken, since }, now) => Number(spoken) + (since ? Math.max(0, now - Date.parse(since)) : 0);

function show(speech, now) {
  const { limit, soon } = speech.dataset;
  const seconds = Math.floor(taken(speech.dataset, now) / 1000);
  const left = limit ? Number(limit) - seconds : Infinity;
  speech.toggleAttribute("data-over", left < 0);
  speech.toggleAttribute("data-nearly", left >= 0 && left <= Number(soon ?? 0) && Boolean(soon));
  for (const clock of speech.querySelectorAll("[data-so-far]"))
    write(clock, left < 0 ? `+${digits(-left)}` : digits(seconds));
  for (const clock of speech.querySelectorAll("[data-left]"))
    write(clock, limit ? (left < 0 ? `+${digits(-left)}` : digits(left)) : digits(seconds));
  write(speech.querySelector("[data-left-words]"), limit ? say(left < 0 ? "over" : "left") : "");
  const bar = speech.querySelector("progress[data-speech-bar]");
  if (bar) bar.value = Math.min(seconds, Number(limit));
}

let timer;

/** Sets every clock of a speech to the present moment, and comes again when the next one turns. */
export function showSpeeches() {
  clearTimeout(timer);
  const now = serverNow();
  let next = Infinity;
  for (const speech of document.querySelectorAll("[data-spoken]")) {
    show(speech, now);
    if (speech.dataset.since) next = Math.min(next, 1000 - (taken(speech.dataset, now) % 1000));
  }
  if (next < Infinity) timer = setTimeout(showSpeeches, next + 2);
}
