/**
/**
 * Finds rows of a long list as somebody types, without accents or case. Enter goes to the first that is shown: it adds that
 * member; of whoever waits it reaches the menu. Members whose words begin so stand first; who waits keeps their place.
 */
const LEFT_OUT = 3;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function find() {
  const field = document.querySelector("[data-find]");
  if (!field) return;
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  const list = document.querySelector("[data-found]");
  const rows = [...list.children].map((row, at) => ({ row, rank: rankOf(row, wanted), at: Number(row.dataset.at ??= at) }));
  for (const { row, rank } of rows) row.hidden = rank === LEFT_OUT;
  if (list.dataset.found === "best") {
    const order = rows.sort((one, other) => one.rank - other.rank || one.at - other.at).map(({ row }) => row);
    if (order.some((row, at) => row !== list.children[at])) list.append(...order);
  }
  document.querySelector("[data-found-none]").hidden = rows.some(({ rank }) => rank < LEFT_OUT);
}

/** 0: the name begins so; 1: one of the words does, each time; 2: it is in there somewhere. */
function rankOf(row, wanted) {
  const words = plain(row.querySelector("div").textContent).trim();
  if (!wanted.every((word) => words.includes(word))) return LEFT_OUT;
  if (!wanted.every((word) => beginsIn(words, word))) return 2;
  return wanted.length && words.startsWith(wanted[0]) ? 0 : 1;
}

function beginsIn(words, word) {
  for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(words[at - 1])) return true;
  return false;
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
