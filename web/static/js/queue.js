/** The list of speakers by its handles: dragged with a pointer, or moved with the arrow keys; each move names its place. */
import { announce } from "./announce.js";
import { say } from "./words.js";

const START = 6;
let drag;

const rows = () => [...document.querySelectorAll("[data-queue] > li")];
const requestOf = (row) => row?.id.slice("waits-".length);

/** The place one step up or down, as the row's own button says it; null where there is none. @param {Element} row */
function stepOf(row, up) {
  const button = row.querySelector(`[data-step="${up ? "up" : "down"}"]`);
  return button && JSON.parse(button.value);
}

/** Moves a request, as if a button with this place had been pressed. @param {{request: string, after: string | null}} place */
function move(place) {
  const form = document.getElementById("move-request");
  const button = Object.assign(document.createElement("button"), { name: ":json", value: JSON.stringify(place), hidden: true });
  form.append(button);
  form.requestSubmit(button);
  button.remove();
}

function nameOf(row) {
  return row.querySelector("b").textContent;
}

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("[data-queue] .handle") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape" && drag) return stop();
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  event.preventDefault();
  const row = event.target.closest("li");
  const step = stepOf(row, event.key === "ArrowUp");
  if (!step) return announce(say("stays_there"));
  move(step);
  held = event.target.id;
  announce(say("moved_to", { who: nameOf(row), place: Number(row.querySelector(".place").textContent) + (event.key === "ArrowUp" ? -1 : 1) }));
});

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-queue] .handle");
  if (!handle || event.button) return;
  drag = { row: handle.closest("li"), pointer: event.pointerId, y: event.clientY, moved: false };
  handle.setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  if (drag?.pointer !== event.pointerId) return;
  if (!drag.moved && Math.abs(event.clientY - drag.y) < START) return;
  drag.moved = true;
  drag.row.classList.add("dragged");
  aim(event.clientY);
});

for (const kind of ["pointerup", "pointercancel"])
  document.addEventListener(kind, (event) => {
    if (drag?.pointer !== event.pointerId) return;
    const { row, after, moved } = drag;
    stop();
    if (moved && after !== undefined && kind === "pointerup" && row.isConnected) move({ request: requestOf(row), after });
  });

/** The place under the pointer: behind the last other row whose middle is above it. */
function aim(y) {
  for (const row of rows()) row.classList.remove("drop", "drop-after");
  const others = rows().filter((row) => row !== drag.row);
  const above = others.filter((row) => { const { top, height } = row.getBoundingClientRect(); return top + height / 2 < y; });
  const last = above.at(-1);
  drag.after = last ? requestOf(last) : null;
  if (last) last.classList.add("drop-after");
  else others[0]?.classList.add("drop");
}

function stop() {
  for (const row of rows()) row.classList.remove("dragged", "drop", "drop-after");
  drag = undefined;
}

/** What was chosen folds its choices: in a moment the row may stand elsewhere, and the form be gone. */
document.addEventListener("submit", ({ submitter }) => {
  const acts = submitter?.closest(".row-acts, #set-list");
  if (!acts) return;
  acts.open = false;
  acts.querySelector("summary").focus({ preventScroll: true });
});

/** After a move by keys the handle keeps the focus, in its new place; beyond the rows that are shown, the way there has it. */
let held;
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => { held = undefined; }, true);
document.addEventListener("shown", () => {
  if (!held || document.getElementById(held)) return;
  document.getElementById("further")?.focus({ preventScroll: true });
  held = undefined;
});
