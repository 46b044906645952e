/** Where tabs are wider than their place, the chosen one is in sight. */
export function showChosenTabs() {
  for (const chosen of document.querySelectorAll(".tracks [aria-current], .day-tabs [aria-current], .pages [aria-current]")) {
    const row = chosen.parentElement;
    const away = chosen.getBoundingClientRect().right - row.getBoundingClientRect().right;
    if (away > 0) row.scrollLeft += away + 24;
  }
}
