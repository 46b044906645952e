/**
 * Who of those who wait for the floor from afar has lost the line, and for how long, and who was never there: said
 * beneath their names, to the chair and the desk.
 */
import { digits } from "./digits.js";
import { serverNow } from "./time.js";

let away = new Set();
/** Since when, by request. @type {Record<string, string>} */
let lost = {};

function mark() {
  for (const row of document.querySelectorAll("[data-queue] > li[data-remote]")) {
    const so = row.querySelector("[data-lost-for]"), since = lost[row.id.slice("waits-".length)];
    if (since) row.dataset.away = "lost";
    else if (away.has(row.dataset.person)) row.dataset.away = "never";
    else delete row.dataset.away;
    const words = since ? `, ${digits(Math.max(0, Math.floor((serverNow() - Date.parse(since)) / 1000)))}` : "";
    if (so && so.textContent !== words) so.textContent = words;
  }
}

/** @param {string[]} [persons] @param {Record<string, string>} [since] */
export function showAway(persons = [], since = {}) {
  away = new Set(persons);
  lost = since;
  mark();
}

document.addEventListener("shown", mark);
setInterval(() => { if (Object.keys(lost).length) mark(); }, 1000);
