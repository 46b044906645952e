/** Who I am here: the only personal thing on a live page, and it never travels in a panel. */
import { showHelp } from "./help.js";

function write(name, text) {
  if (text === undefined) return;
  for (const element of document.querySelectorAll(`[data-you-${name}]`)) element.textContent = text;
}

/** @param {{name?: string, role_words?: string | string[]}} you */
export function showYou(you) {
  write("name", you?.name);
  write("role", [you?.role_words ?? []].flat().join(", "));
  showHelp(you?.help);
}

/** Is the chair's console theirs, by their role? @param {{roles?: string[]}} [you] */
export const chairs = (you) => (you?.roles ?? []).includes("chair");

/** Does a new role open a page to which the head has no link yet, or the list of speakers? @param {{roles?: string[]}} you */
export function opensMore(you) {
  const asking = document.getElementById("asking");
  const asks = (you?.roles ?? []).some((role) => role !== "interpreter");
  if (asking && asks !== ("asker" in asking.dataset)) return true;
  const pages = document.querySelector(".pages");
  const conducts = (you?.roles ?? []).some((role) => role === "chair" || role === "secretariat");
  return Boolean(pages && conducts && !pages.querySelector('a[href$="/chair"]'));
}
