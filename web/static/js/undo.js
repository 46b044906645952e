/** For ten seconds after the floor was given, one press brings back who had it: the page's own form, nothing else. */
import { say } from "./words.js";

const SECONDS = 10;
const GIVING = new Set(["next-speaker", "give-floor", "give-skipped"]);
const bar = () => document.getElementById("undo");
const panel = () => document.getElementById("panel-giving");
/** Who had the floor when somebody here pressed to give it; undefined when nobody has. */
let before, until = 0, timer;

/** What was given stands in the panel's own sentence. */
function offer() {
  before = undefined;
  bar().querySelector("[data-undo-said]").textContent = panel().dataset.say ?? "";
  const seen = ["primary-button", "next-speaker-button"].map((id) => document.getElementById(id)).filter(isSeen);
  bar().hidden = false;
  seen.forEach((button) => button.scrollIntoView({ block: "nearest" }));
  until = Date.now() + SECONDS * 1000;
  count();
}

function count() {
  clearTimeout(timer);
  const seconds = Math.ceil((until - Date.now()) / 1000);
  if (seconds <= 0 || !document.getElementById("bring-back")) return hide();
  bar().querySelector("[data-undo-left]").textContent = say("seconds", { seconds });
  bar().style.setProperty("--foot", `${foot()}px`);
  timer = setTimeout(count, 250);
}

/** Whether all of it is in the window: then it stays so, though the column becomes shorter by the bar. */
function isSeen(button) {
  const { top, bottom } = button?.getBoundingClientRect() ?? { top: -1 };
  return top >= 0 && bottom <= innerHeight;
}

/** How high the button is that lies at the foot of a phone: the bar stands above it. */
function foot() {
  const lying = [...document.querySelectorAll(".chair .primary")].find((one) => getComputedStyle(one).position === "fixed");
  return lying?.offsetHeight ?? 0;
}

function hide() {
  clearTimeout(timer);
  const held = bar().contains(document.activeElement);
  bar().hidden = true;
  if (held) document.getElementById("next-speaker-button")?.focus({ preventScroll: true });
}

document.addEventListener("submit", ({ target }) => {
  const id = target.getAttribute("id");
  if (!bar()) return;
  if (GIVING.has(id)) before = panel().dataset.floorOf;
  else if (id === "bring-back") hide();
});
document.addEventListener("refused", ({ target }) => { if (GIVING.has(target.getAttribute("id"))) before = undefined; });
document.addEventListener("shown", () => {
  if (before !== undefined && bar() && panel().dataset.floorOf !== before && document.getElementById("bring-back")) offer();
});
document.addEventListener("click", ({ target }) => {
  if (!target.closest?.("[data-undo]")) return;
  document.getElementById("bring-back")?.requestSubmit();
  hide();
});
document.addEventListener("turned", () => { before = undefined; clearTimeout(timer); });
