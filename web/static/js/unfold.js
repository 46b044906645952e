/**
 * Editors unfold in their rows: fetched when somebody asks for one, folded again by the same link, by "Close" or Escape.
 * Their forms post as they do without script, and the page comes back. What is typed elsewhere is not lost unasked.
 */
import "./menus.js";
import { say } from "./words.js";

/** Fields somebody has touched. @type {WeakSet<Element>} */
const touched = new WeakSet();
const unsaved = (within) => [...within.querySelectorAll("input, select, textarea")].some((one) => touched.has(one));
const placeOf = (link) => [...link.closest("[data-host]").children].find((one) => one.matches?.("[data-mine]"));

async function open(link) {
  const asked = new URL(link.href);
  asked.searchParams.set("alone", "");
  asked.searchParams.set("lang", document.documentElement.lang);
  const answer = await fetch(asked, { headers: { Accept: "text/html" } }).catch(() => undefined);
  if (!answer?.ok) return location.assign(link.href);
  const html = await answer.text();
  for (const other of document.querySelectorAll("[data-mine]"))
    if (!other.contains(link) && !unsaved(other)) fold(other, { quietly: true });
  const place = document.createElement("div");
  place.dataset.mine = "";
  place.dataset.from = link.href;
  place.innerHTML = html;
  link.closest("[data-host]").append(place);
  link.setAttribute("aria-expanded", "true");
  const field = place.querySelector(`textarea[lang="${document.documentElement.lang}"]`)
    ?? place.querySelector("textarea, select, input:not([type=hidden])");
  (field ?? place.querySelector("a, button"))?.focus({ preventScroll: true });
  place.parentElement.scrollIntoView({ block: "nearest" });
}

/** Takes an editor away, with what was typed in it. */
function fold(place, { quietly = false } = {}) {
  const opener = [...place.parentElement.querySelectorAll("a[data-edit]")].find(
    (link) => !place.contains(link) && link.href === place.dataset.from);
  place.remove();
  opener?.removeAttribute("aria-expanded");
  if (!quietly) opener?.focus();
}

/** What "Close" does depends on whether something would be lost. */
function changed(place) {
  const close = [...place.querySelectorAll("[data-close]")].find((one) => one.closest("[data-mine]") === place);
  if (close && unsaved(place)) close.textContent = say("discard");
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-edit], a[data-close]");
  const place = link?.closest(link.matches("[data-close]") ? "[data-mine]" : "[data-host]");
  if (!place) return;
  event.preventDefault();
  if (link.matches("[data-close]")) return fold(place);
  const standing = placeOf(link);
  if (standing?.dataset.from === link.href) return unsaved(standing) || fold(standing);
  if (standing && unsaved(standing)) return standing.querySelector("[data-close]")?.focus();
  standing?.remove();
  open(link);
});
document.addEventListener("keydown", (event) => {
  const place = event.target instanceof Element && event.target.closest("[data-mine]");
  if (event.key === "Escape" && place && !unsaved(place)) fold(place);
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("textarea[data-line]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
for (const kind of ["input", "change"])
  document.addEventListener(kind, ({ target }) => {
    const place = target.closest(".editor");
    if (!place) return;
    touched.add(target);
    if (target.closest("[data-mine]")) changed(target.closest("[data-mine]"));
  });

/** A form is on its way: it goes once, and what stands in it is no loss. */
let going = false;
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (going) return event.preventDefault();
  going = true;
  for (const field of event.target.elements) touched.delete(field);
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => { going = false; });
addEventListener("beforeunload", (event) => {
  if (unsaved(document)) event.preventDefault();
});
document.documentElement.dataset.alive = "";
