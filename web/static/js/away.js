/** Who of those who wait for the floor from afar has lost the line: said beside their names, to the chair and the desk. */
let away = new Set();

function mark() {
  for (const row of document.querySelectorAll("[data-queue] > li[data-remote]")) row.toggleAttribute("data-away", away.has(row.dataset.person));
}

/** @param {string[]} [persons] */
export function showAway(persons = []) {
  away = new Set(persons);
  mark();
}

document.addEventListener("shown", mark);
