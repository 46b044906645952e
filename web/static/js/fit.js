/** On the wall a title is as large as its place allows. */
const SMALLEST = 40, LARGEST = 260;

function fits(title) {
  const place = title.parentElement;
  return title.scrollWidth <= title.clientWidth && place.scrollHeight <= place.clientHeight;
}

function fit(title) {
  let small = SMALLEST, large = LARGEST;
  while (large - small > 2) {
    const size = (small + large) / 2;
    title.style.fontSize = `${size}px`;
    if (fits(title)) small = size; else large = size;
  }
  title.style.fontSize = `${small}px`;
}

export function fitTitles() {
  for (const title of document.querySelectorAll("[data-fit]")) fit(title);
}

export function startFitting() {
  if (!document.querySelector("[data-fit]")) return;
  fitTitles();
  document.fonts?.ready.then(fitTitles);
  addEventListener("resize", fitTitles);
}
