/** The words the script says by itself come from the page, already in the reader's language. */
const words = new Map();
for (const line of document.getElementById("words")?.content.children ?? [])
  words.set(line.dataset.word, line.textContent);

/** @param {string} name @param {Record<string, string|number>} [facts] fills the {names} */
export const say = (name, facts = {}) =>
  (words.get(name) ?? "").replace(/\{(\w+)\}/g, (whole, key) => facts[key] ?? whole);
