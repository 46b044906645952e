/** One polite live region speaks for the whole page. */
const announcer = document.getElementById("announcer");
let said = spoken();

function spoken() {
  return document.querySelector("[data-say]")?.dataset.say ?? "";
}

/** @param {string} sentence */
export function announce(sentence) {
  if (!announcer || !sentence) return;
  const line = document.createElement("p");
  line.textContent = sentence;
  announcer.replaceChildren(line);
}

/** After a change: says what is now, if that is another thing than before. */
export function announceNow() {
  const sentence = spoken();
  if (sentence === said) return;
  said = sentence;
  announce(sentence);
}
