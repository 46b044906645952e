/** One's own calls for help, in the menu of the head: personal, so they come in `welcome` and `you`, never in a panel. */
import { announce } from "./announce.js";

const menu = document.getElementById("help");
const now = document.getElementById("help-now");

/** What the press has done is said at once, with what may be added and how to take it back. */
document.addEventListener("done", ({ target }) => {
  if (target.dataset.command === "ask_for_help" && (now?.contains(target) || menu?.contains(target))) menu.open = true;
});

/** @param {{need: string, state: string, id: string}[]} [calls] those that are not over */
export function showHelp(calls) {
  if (!menu || !calls) return;
  const own = new Map(calls.map((call) => [call.need, call]));
  for (const need of menu.querySelectorAll("[data-need]")) {
    const call = own.get(need.dataset.need);
    need.dataset.state = call?.state ?? "";
    need.querySelector("input[name=call]").value = call?.id ?? "";
  }
  const states = calls.map(({ state }) => state);
  const state = states.find((one) => one === "asked") ?? states[0] ?? "";
  if (state === menu.dataset.state) return;
  const [held, inMenu] = [now, menu].map((one) => one.contains(document.activeElement));
  menu.dataset.state = state;
  if (state && held) menu.querySelector("summary").focus();
  if (!state) menu.open = false;
  if (!state && inMenu) now.querySelector("button").focus();
  if (state) announce(menu.querySelector(`summary .${state}`).textContent);
}
