/** For ten seconds after the floor was given, one press brings back who had it: the page's own form, nothing else. */
import { say } from "./words.js";

const SECONDS = 10;
const bar = document.getElementById("undo");
let until = 0, timer;

/** What was given stands in the panel's own sentence. */
function offer() {
  if (!bar || !document.getElementById("bring-back")) return;
  bar.querySelector("[data-undo-said]").textContent = document.getElementById("panel-giving").dataset.say ?? "";
  bar.hidden = false;
  until = Date.now() + SECONDS * 1000;
  count();
}

function count() {
  clearTimeout(timer);
  const seconds = Math.ceil((until - Date.now()) / 1000);
  if (seconds <= 0 || !document.getElementById("bring-back")) return hide();
  bar.querySelector("[data-undo-left]").textContent = say("seconds", { seconds });
  timer = setTimeout(count, 250);
}

function hide() {
  clearTimeout(timer);
  const held = bar.contains(document.activeElement);
  bar.hidden = true;
  if (held) document.getElementById("next-speaker-button")?.focus({ preventScroll: true });
}

document.addEventListener("done", ({ target }) => {
  if (["next-speaker", "give-floor", "give-skipped"].includes(target.getAttribute?.("id"))) offer();
  else if (target.getAttribute?.("id") === "bring-back") hide();
});
bar?.querySelector("[data-undo]").addEventListener("click", () => {
  document.getElementById("bring-back")?.requestSubmit();
  hide();
});
