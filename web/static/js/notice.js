/** The answer to a press, in words, beside the button; it stays while the panels change, and goes when it is old news. */
const place = () => document.getElementById("notice");
const FRESH = 10000;
let shownAt = Infinity;

/** @param {string} sentence @param {{label: string, act: () => void}} [mend] a button that helps: then it stays */
export function notice(sentence, mend) {
  const region = place();
  if (!region) return;
  shownAt = mend ? Infinity : Date.now();
  if (!sentence) return region.replaceChildren();
  const line = document.createElement("p");
  line.textContent = sentence;
  region.replaceChildren(line);
  if (!mend) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = mend.label;
  button.addEventListener("click", mend.act);
  region.append(button);
}

/** The meeting has moved on: what was said about a moment before is no longer true. */
export function dropOldNotice() {
  if (Date.now() - shownAt > FRESH) place()?.replaceChildren();
}
