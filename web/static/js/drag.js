/**
 * The order of the agenda by its handles: dragged with a pointer, or moved with the arrow keys. Every move is by id and
 * goes through the same form as the buttons do; how far to the right something is dropped says how deep it stands.
 */
import { announce } from "./announce.js";
import { say } from "./words.js";

const STEP = 28, START = 6, EDGE = 60;
const mark = Object.assign(document.createElement("div"), { className: "drop-mark", hidden: true });
let drag;

const rowOf = (element) => element.closest?.(".row[data-item]");
const rows = () => [...document.querySelectorAll(".outline .row[data-item]")];
const depthOf = (row) => Number(row.dataset.depth);
const titleOf = (row) => row.querySelector(".called").textContent;

/** A row with all that stands under it. */
function branch(row) {
  const all = rows(), from = all.indexOf(row);
  const end = all.findIndex((other, n) => n > from && depthOf(other) <= depthOf(row));
  return all.slice(from, end < 0 ? undefined : end);
}

/** Moves an item, as if a button with this place had been pressed. */
function move(row, place) {
  const form = document.getElementById("move-item");
  const button = document.createElement("button");
  button.name = ":json";
  button.value = JSON.stringify({ ...place, item: row.dataset.item });
  button.hidden = true;
  form.append(button);
  form.requestSubmit(button);
  button.remove();
  announce(say("moved", { item: titleOf(row) }));
}

// By keyboard

const KEYS = {
  ArrowUp: (row) => row.querySelector('.arrows [id^="up-"]')?.value,
  ArrowDown: (row) => row.querySelector('.arrows [id^="down-"]')?.value,
  ArrowRight: (row) => row.querySelector(".handle").dataset.nest,
  ArrowLeft: (row) => row.querySelector(".handle").dataset.unnest,
};

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("button.handle") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape" && drag) return stop();
  const place = KEYS[event.key]?.(rowOf(event.target));
  if (!(event.key in KEYS)) return;
  event.preventDefault();
  if (place) move(rowOf(event.target), JSON.parse(place));
  else announce(say("stays"));
});

// By pointer

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("button.handle");
  if (!handle || event.button) return;
  drag = { row: rowOf(handle), pointer: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
  handle.setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  if (drag?.pointer !== event.pointerId) return;
  if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < START) return;
  if (!drag.moved) begin();
  scrollAlong(event.clientY);
  drag.place = placeAt(event.clientX - drag.x, event.clientY);
});

for (const kind of ["pointerup", "pointercancel"])
  document.addEventListener(kind, (event) => {
    if (drag?.pointer !== event.pointerId) return;
    const { row, place, moved } = drag;
    stop();
    if (moved && place && kind === "pointerup" && row.isConnected) move(row, place);
  });

function begin() {
  drag.moved = true;
  drag.branch = branch(drag.row);
  for (const row of drag.branch) row.classList.add("dragged");
  document.body.append(mark);
}

function stop() {
  for (const row of document.querySelectorAll(".dragged")) row.classList.remove("dragged");
  mark.hidden = true;
  drag = undefined;
}

function scrollAlong(y) {
  if (y < EDGE) scrollBy(0, -12);
  else if (y > innerHeight - EDGE) scrollBy(0, 12);
}

/** The place under the pointer, and the mark that shows it. */
function placeAt(across, y) {
  const stretch = [...document.querySelectorAll(".stretch")].findLast((one) => one.getBoundingClientRect().top <= y);
  if (!stretch) return hide();
  const all = [...stretch.querySelectorAll(".row[data-item]")].filter((row) => !drag.branch.includes(row));
  const above = all.filter((row) => middle(row) < y);
  const last = above.at(-1), next = all[above.length];
  const wanted = depthOf(drag.row) + Math.round(across / STEP);
  const most = last ? depthOf(last) + 1 : 0;
  const depth = Math.max(next ? Math.min(depthOf(next), most) : 0, Math.min(wanted, most));
  const list = stretch.querySelector(".rows").getBoundingClientRect();
  const edge = last ? last.getBoundingClientRect().bottom : list.top;
  show(list, edge, depth);
  return place(above, depth, stretch.dataset.sitting);
}

function place(above, depth, sitting) {
  const before = above.findLast((row) => depthOf(row) <= depth);
  if (!before) return sitting ? { sitting } : {};
  if (depthOf(before) === depth) return { after: before.dataset.item };
  return { parent: before.dataset.item };
}

const middle = (row) => {
  const { top, height } = row.getBoundingClientRect();
  return top + Math.min(height, 88) / 2;
};

function show(list, y, depth) {
  mark.hidden = false;
  mark.style.insetBlockStart = `${y + scrollY - 2}px`;
  mark.style.insetInlineStart = `${list.left + scrollX + 44 + depth * STEP}px`;
  mark.style.inlineSize = `${list.width - 44 - depth * STEP}px`;
}

function hide() {
  mark.hidden = true;
}
