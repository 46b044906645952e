/** For ten seconds after the floor was given, one press brings back who had it: the page's own form, nothing else. */
import { say } from "./words.js";

const SECONDS = 10;
const GIVING = new Set(["next-speaker", "give-floor", "give-skipped"]);
const bar = document.getElementById("undo");
const panel = () => document.getElementById("panel-giving");
/** Who had the floor when somebody here pressed to give it; undefined when nobody has. */
let before, until = 0, timer;

/** What was given stands in the panel's own sentence. */
function offer() {
  before = undefined;
  bar.querySelector("[data-undo-said]").textContent = panel().dataset.say ?? "";
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

document.addEventListener("submit", ({ target }) => {
  const id = target.getAttribute("id");
  if (GIVING.has(id)) before = panel().dataset.floorOf;
  else if (id === "bring-back") hide();
});
document.addEventListener("refused", ({ target }) => { if (GIVING.has(target.getAttribute("id"))) before = undefined; });
document.addEventListener("shown", () => {
  if (before !== undefined && panel().dataset.floorOf !== before && document.getElementById("bring-back")) offer();
});
bar.querySelector("[data-undo]").addEventListener("click", () => {
  document.getElementById("bring-back")?.requestSubmit();
  hide();
});
