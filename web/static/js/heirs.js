/**
 * To whom the rest of a statement's time may go: those who wait to make one, in their order. The panel shows the first of
 * a long list; the others' names come from the whole list once the choice is opened.
 */
import { orderOf } from "./row.js";

const ROWS = ".queue > li.statement";
const bar = () => document.getElementById("asking");
const choice = () => bar()?.querySelector("[data-heirs]");
const further = () => document.querySelector("#panel-floor .further a");
/** Who made a request, by its id. @type {Map<string, string>} */
const names = new Map();

/** @param {ParentNode} list */
function learn(list) {
  for (const row of list.querySelectorAll(ROWS)) names.set(row.id.slice("waits-".length), row.querySelector("b").textContent);
}

/** Offers the choice to who makes a statement; what is chosen stays chosen while they wait. @param {HTMLElement} [speech] */
export function heirs(speech) {
  bar().querySelector("[data-yields]").hidden = speech?.dataset.kind !== "statement";
  bar().querySelector("[data-own-speech-request]").value = speech?.dataset.request ?? "";
  const panel = document.getElementById("panel-floor");
  if (panel) learn(panel);
  const now = orderOf(panel?.dataset.order).filter((one) => names.has(one)).map((one) => [one, names.get(one)]);
  const select = choice(), shown = offered();
  if (JSON.stringify(now) === JSON.stringify(shown)) return;
  const chosen = select.value;
  select.replaceChildren(select.options[0], ...now.map(([value, who]) => new Option(who, value)));
  select.value = now.some(([value]) => value === chosen) ? chosen : "";
}

const offered = () => [...(choice()?.options ?? [])].slice(1).map(({ value, textContent }) => [value, textContent]);

/** Once the choice is opened, on this page and on whichever it becomes. */
document.addEventListener("toggle", async ({ target }) => {
  if (!target.matches?.("[data-yields]") || !target.open || !further()) return;
  const answer = await fetch(further().href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  learn(new DOMParser().parseFromString(await answer.text(), "text/html"));
  const own = bar().querySelector("[data-own-speech-request]").value;
  heirs([...document.querySelectorAll("#panel-floor .speech")].find(({ dataset }) => dataset.request === own));
}, true);

/** What the page was loaded with. */
function begin() {
  offered().forEach(([value, who]) => names.set(value, who));
}

document.addEventListener("turned", begin);
begin();
