/** For ten seconds after the floor was given, or an item left, one press takes it back: the page's own forms, nothing else. */
import { say } from "./words.js";

const SECONDS = 10;
const GIVING = { shown: () => panel("giving"), held: "floorOf", by: "bring-back" };
const LEAVING = { shown: () => panel("now"), held: "item", by: "back" };
/** By the form that was pressed: which panel says that it has happened, and which form takes it back. */
const ACTS = {
  "next-speaker": GIVING, "give-floor": GIVING, "give-skipped": GIVING,
  primary: LEAVING, "open-item": LEAVING, back: { ...LEAVING, by: "forward" },
};
const STEPS = new Set(["open_next_item", "open_item", "reopen_previous_item"]);
const bar = () => document.getElementById("undo");
const panel = (name) => document.getElementById(`panel-${name}`);
/** What somebody here has pressed and what the page showed then; undefined when nothing is awaited. */
let act, before;
/** The form that takes back what the bar names. */
let undoes = "", until = 0, timer;

/** What has happened stands in the panel's own sentence. */
function offer() {
  bar().querySelector("[data-undo-said]").textContent = act.shown().dataset.say ?? "";
  bar().hidden = false;
  undoes = act.by;
  act = undefined;
  until = Date.now() + SECONDS * 1000;
  count();
}

function count() {
  clearTimeout(timer);
  const seconds = Math.ceil((until - Date.now()) / 1000);
  if (seconds <= 0 || !document.getElementById(undoes)) return hide();
  bar().querySelector("[data-undo-left]").textContent = say("seconds", { seconds });
  bar().style.setProperty("--foot", `${foot()}px`);
  timer = setTimeout(count, 250);
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
  if (held) (document.querySelector("#panel-giving .primary") ?? document.getElementById("primary-button"))?.focus({ preventScroll: true });
}

function pressed({ target }) {
  const id = target.getAttribute("id");
  if (!bar()) return;
  if (id === undoes && !bar().hidden) hide();
  const known = ACTS[id];
  if (!known || (known.held === "item" && !STEPS.has(target.dataset.command))) return;
  act = known;
  before = known.shown().dataset[known.held];
}

document.addEventListener("submit", pressed);
document.addEventListener("refused", ({ target }) => { if (ACTS[target.getAttribute("id")]) act = undefined; });
document.addEventListener("shown", () => {
  if (act && bar() && act.shown().dataset[act.held] !== before && document.getElementById(act.by)) offer();
});
document.addEventListener("click", ({ target }) => {
  if (!target.closest?.("[data-undo]")) return;
  document.getElementById(undoes)?.requestSubmit();
  hide();
});
document.addEventListener("turned", () => { act = undefined; clearTimeout(timer); });
