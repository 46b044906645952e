/** On the wall a title is as large as its place allows; sizes follow the screen, so they are in its root's. */
import { fitLines } from "./lines.js";

const SMALLEST = 1.3, LARGEST = { "": 11, whole: 34 };

function fits(title) {
  const place = title.parentElement;
  return [title, place].every((box) => box.scrollWidth <= box.clientWidth + 1) && place.scrollHeight <= place.clientHeight + 1;
}

function fit(title) {
  let small = SMALLEST, large = LARGEST[title.dataset.fit];
  while (large - small > 0.08) {
    const size = (small + large) / 2;
    title.style.fontSize = `${size}rem`;
    if (fits(title)) small = size; else large = size;
  }
  title.style.fontSize = `${small}rem`;
}

export function fitTitles() {
  for (const title of document.querySelectorAll("[data-fit]")) fit(title);
  for (const place of document.querySelectorAll("[data-lines]")) fitLines(place);
}

export function startFitting() {
  if (!document.getElementById("panel-wall")) return;
  fitTitles();
  document.fonts?.ready.then(fitTitles);
  addEventListener("resize", fitTitles);
}
