/** Finds members as somebody types, without accents or case; Enter adds the first that is shown. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function find() {
  const field = document.querySelector("[data-find]");
  if (!field) return;
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of document.querySelectorAll("[data-found] > li")) {
    const words = plain(row.firstElementChild.textContent);
    row.hidden = !wanted.every((word) => words.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  document.querySelector("[data-found-none]").hidden = shown > 0;
}

document.addEventListener("input", ({ target }) => { if (target.matches("[data-find]")) find(); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("[data-find]")) return;
  event.preventDefault();
  if (event.target.value.trim()) document.querySelector("[data-found] > li:not([hidden]) button")?.click();
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
