/** One polite live region speaks for the whole page. */
const announcer = document.getElementById("announcer");
/** What each panel has said last. @type {Map<string, string>} */
let said = spoken();

function spoken() {
  return new Map([...document.querySelectorAll("[data-say]")].map((panel) => [panel.id, panel.dataset.say]));
}

/** Another page is coming: what it says where nothing was said before is no news. @param {Document} next */
export function learnSaid(next) {
  for (const panel of next.querySelectorAll("[data-say]"))
    if (!document.getElementById(panel.id)) said.set(panel.id, panel.dataset.say);
}

/** @param {string} sentence @param {string} [language] where it is not the page's */
function line(sentence, language) {
  const element = document.createElement("p");
  element.textContent = sentence;
  if (language) element.lang = language;
  return element;
}

/** @param {string} sentence */
export function announce(sentence) {
  if (sentence) announcer?.replaceChildren(line(sentence));
}

/** After a change: says what is now and what is announced, where that is another thing than before. */
export function announceNow() {
  const now = spoken();
  const news = [...now].filter(([panel, sentence]) => sentence !== said.get(panel));
  said = now;
  if (news.length) announcer?.replaceChildren(...news.map(([panel, sentence]) => line(sentence, document.getElementById(panel).dataset.sayLang)));
}
