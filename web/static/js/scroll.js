/**
 * The day's column keeps the current item in sight, without moving the page itself; not under somebody who is
 * working in it.
 */
const agenda = () => document.getElementById("panel-agenda");
let shown;

export function showCurrent() {
  const column = agenda();
  const current = column?.querySelector("[aria-current]");
  if (!current || current.id === shown || column.scrollHeight <= column.clientHeight) return;
  if (column.contains(document.activeElement)) return;
  if (getComputedStyle(column).overflowY !== "auto") return;
  shown = current.id;
  const middle = current.offsetTop - column.offsetTop - (column.clientHeight - current.offsetHeight) / 2;
  column.scrollTo({ top: middle });
}
