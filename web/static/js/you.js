/** Who I am here: the only personal thing on a live page, and it never travels in a panel. */
/** @param {{name?: string, role_words?: string}} you */
export function showYou(you) {
  for (const element of document.querySelectorAll("[data-you-name]"))
    if (you?.name) element.textContent = you.name;
  for (const element of document.querySelectorAll("[data-you-role]"))
    if (you?.role_words) element.textContent = you.role_words;
}
