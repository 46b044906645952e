/**
 * The answer to a press, in words, beside the button; it stays while the panels change, and goes when it is old news.
 * Where its place is scrolled away it stands at the foot, above the bar that is there.
 */
const place = () => document.getElementById("notice");
const FRESH = 10000, NEAR_THE_FOOT = 40;
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
  if (mend) region.append(helps(mend));
  bringIntoSight(region);
}

function helps(mend) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = mend.label;
  button.addEventListener("click", mend.act);
  return button;
}

function bringIntoSight(region) {
  region.removeAttribute("data-afloat");
  const { left, top, width, height } = region.getBoundingClientRect();
  if (region.contains(document.elementFromPoint(left + width / 2, top + height / 2))) return;
  const bars = [...document.querySelectorAll(".thumb, .undo, .primary")].map((bar) => bar.getBoundingClientRect());
  const tops = bars.filter(({ top, bottom }) => top < innerHeight && bottom > innerHeight - NEAR_THE_FOOT).map(({ top }) => top);
  region.style.setProperty("--above", `${innerHeight - Math.min(innerHeight, ...tops) + 12}px`);
  region.setAttribute("data-afloat", "");
}

/** The meeting has moved on: what was said about a moment before is no longer true. */
export function dropOldNotice() {
  if (Date.now() - shownAt > FRESH) place()?.replaceChildren();
}
