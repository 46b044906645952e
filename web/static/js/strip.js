/** The day as blocks: what is expected, and now, drawn anew each second from the numbers the server gave. */
import { expectedAt, overAt } from "./forecast.js";

const set = (element, name, value) => { if (element.getAttribute(name) !== value) element.setAttribute(name, value); };

/** One end of a block at this moment: a number that moves, or an instant that stands. */
const edge = (block, end, over) =>
  expectedAt(over, { floor: block.dataset[`${end}Floor`], lead: block.dataset[`${end}Lead`] });

/** @param {number} now milliseconds since the epoch, as the server counts them */
export function moveStrips(now) {
  for (const strip of document.querySelectorAll("[data-strip]")) {
    const from = Date.parse(strip.dataset.from), length = Date.parse(strip.dataset.to) - from;
    const place = (at) => Math.max(0, Math.min(100, ((at - from) / length) * 100));
    const { hold, rest } = strip.closest("[data-rest]").dataset;
    const over = overAt(now, { hold, rest });
    for (const block of strip.querySelectorAll("[data-end-lead]")) {
      const left = place(edge(block, "start", over)), right = place(edge(block, "end", over));
      set(block, "x", `${left.toFixed(3)}%`);
      set(block, "width", `${Math.max(right - left, 0.2).toFixed(3)}%`);
    }
    const line = strip.querySelector("[data-now-line]");
    const inside = now >= from && now <= from + length;
    for (const name of ["x1", "x2"]) set(line, name, inside ? `${place(now).toFixed(3)}%` : "-1");
  }
}
