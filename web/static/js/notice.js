/** The answer to a press, in words, beside the button; it stays while the panels change. */
const region = document.getElementById("notice");

/** @param {string} sentence @param {{label: string, act: () => void}} [mend] a button that helps */
export function notice(sentence, mend) {
  if (!region) return;
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
