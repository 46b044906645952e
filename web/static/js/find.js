/**
 * Finds rows of a long list as somebody types, without accents or case. Enter goes to the first that is shown: it adds that
 * member; of whoever waits it reaches the menu.
 */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function find() {
  const field = document.querySelector("[data-find]");
  if (!field) return;
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of document.querySelectorAll("[data-found] > li")) {
    const words = plain(row.querySelector("div").textContent);
    row.hidden = !wanted.every((word) => words.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  document.querySelector("[data-found-none]").hidden = shown > 0;
}

document.addEventListener("input", ({ target }) => { if (target.matches("[data-find]")) find(); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("[data-find]")) return;
  event.preventDefault();
  if (!event.target.value.trim()) return;
  const first = document.querySelector("[data-found] > li:not([hidden]) :is(summary, button)");
  if (first?.matches("summary")) first.focus();
  else first?.click();
});
document.addEventListener("done", ({ target }) => {
  if (target.getAttribute?.("id") !== "add-speaker" && target.getAttribute?.("id") !== "add-somebody") return;
  const field = document.querySelector("[data-find]");
  for (const text of target.querySelectorAll("input[type=text]")) text.value = "";
  if (field) field.focus();
  find();
});
document.addEventListener("shown", find);
find();
