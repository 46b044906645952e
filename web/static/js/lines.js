/**
 * The agenda on the wall: as large as it fits. Where the day is long, all titles but that of what is now are cut to
 * one line; where it is longer still, what is furthest from now is left out, and the page says how much.
 */
import { say } from "./words.js";

const SMALLEST = 1.2, READABLE = 1.3, LARGEST = 2.1;

const fits = (place) => place.scrollHeight <= place.clientHeight + 1 && place.scrollWidth <= place.clientWidth + 1;

/** @param {HTMLElement} place holds the lines, in columns of a given height */
export function fitLines(place) {
  const lines = [...place.querySelectorAll("li")];
  leaveOut(place, lines, new Set());
  for (const tight of [false, true]) {
    place.classList.toggle("tight", tight);
    if (fitsAt(place, SMALLEST)) return grow(place);
  }
  place.classList.remove("tight");
  place.style.fontSize = `${READABLE}rem`;
  return shorten(place, lines);
}

function grow(place) {
  let small = SMALLEST, large = LARGEST;
  while (large - small > 0.04) {
    const size = (small + large) / 2;
    if (fitsAt(place, size)) small = size; else large = size;
  }
  place.style.fontSize = `${small}rem`;
}

function fitsAt(place, size) {
  place.style.fontSize = `${size}rem`;
  return fits(place);
}

/** From what is now outwards, as many as there is room for; what has been counts as twice as far as what comes. */
function shorten(place, lines) {
  const current = lines.findIndex((line) => line.hasAttribute("aria-current"));
  const at = current >= 0 ? current : Math.max(0, lines.findIndex((line) => line.classList.contains("planned")));
  const away = (number) => (number < at ? 2 * (at - number) : number - at);
  const nearest = [...lines.keys()].sort((one, other) => away(one) - away(other));
  const gone = new Set(nearest);
  const full = { before: false, behind: false };
  for (const number of nearest) {
    const side = number < at ? "before" : "behind";
    if (full[side]) continue;
    gone.delete(number);
    leaveOut(place, lines, gone);
    if (fits(place) || number === at) continue;
    full[side] = true;
    gone.add(number);
  }
  leaveOut(place, lines, gone);
}

function leaveOut(place, lines, gone) {
  lines.forEach((line, number) => { line.hidden = gone.has(number); });
  for (const list of place.querySelectorAll("ol"))
    if (list.previousElementSibling?.matches("h3")) list.previousElementSibling.hidden = !list.querySelector("li:not([hidden])");
  const first = lines.findIndex((line) => !line.hidden);
  const earlier = Math.max(0, first), further = gone.size - earlier;
  note(place.querySelector("[data-earlier]"), earlier && say("earlier", { count: earlier }));
  note(place.querySelector("[data-further]"), further && say("further", { count: further }));
}

function note(element, words) {
  element.textContent = words || "";
  element.hidden = !words;
}
