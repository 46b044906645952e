/** The words the script says by itself come from the page, already in the reader's language. */
const words = new Map();

/** Reads the words that the page brings; again once it has become another page. */
export function learnWords() {
  for (const template of document.querySelectorAll("template[id$=words]"))
    for (const line of template.content.children) words.set(line.dataset.word, line.textContent);
}
learnWords();

/** @param {string} name @param {Record<string, string|number>} [facts] fills the {names} */
export const say = (name, facts = {}) =>
  (words.get(name) ?? "").replace(/\{(\w+)\}/g, (whole, key) => facts[key] ?? whole);

/** A stretch of time as people say it; `Words.lasting` in server/words.py says the same. @param {number} minutes */
export function sayLasting(minutes) {
  if (minutes < 120) return say("lasting_minutes", { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return say("lasting_days", { days: Math.floor(hours / 24) });
  return say(minutes % 60 ? "lasting_hours_and_minutes" : "lasting_hours", { hours, minutes: minutes % 60 });
}
