/**
 * Two people edit the same thing. `was:seen` of a form is what its author saw: of a field they have touched, when they
 * first touched it; of all others, what is now. Where somebody else has changed a touched field since, both texts
 * stand beside each other, and the author chooses.
 */
import { hold, release } from "./morph.js";

/** What is known of each form. @type {WeakMap<HTMLFormElement, {now: object, seen: Map<string, unknown>, shown: Map<Element, string>}>} */
const known = new WeakMap();
/** Forms that were refused, and are sent again once every choice is made. @type {WeakSet<HTMLFormElement>} */
const waiting = new WeakSet();
const frozen = (form) => form.querySelector('[name="was:seen"]');
const pathsOf = (field) => field.dataset.path.split(" ");
const fieldsIn = (field) => [...field.querySelectorAll("input, select, textarea")];
const shownIn = (field) => JSON.stringify(fieldsIn(field).map((one) => one.dataset.shown ?? ""));
const writtenIn = (field) => JSON.stringify(fieldsIn(field).map((one) => one.value.trim()));

const get = (data, path) => path.split(".").reduce((value, key) => value?.[key], data);

function put(data, path, value) {
  const above = path.split(".");
  const last = above.pop();
  for (const key of above) data = data[key];
  data[last] = value;
}

/** The server has just written the form's `was:seen`: what it says is now. @param {HTMLFormElement} form */
export function learn(form) {
  if (!frozen(form)) return;
  const state = known.get(form) ?? { seen: new Map(), shown: new Map() };
  state.now = JSON.parse(frozen(form).value);
  known.set(form, state);
  freeze(form);
  for (const field of form.querySelectorAll("[data-path]")) compare(form, field);
}

/** Writes what this author saw. */
function freeze(form) {
  const { now, seen } = known.get(form);
  const was = structuredClone(now);
  for (const [path, value] of seen) put(was, path, value);
  frozen(form).value = JSON.stringify(was);
}

function touch({ target }) {
  const form = target.form, field = target.closest?.("[data-path]");
  const state = form && known.get(form);
  if (!field || !state) return;
  if (!state.shown.has(field)) {
    state.shown.set(field, shownIn(field));
    for (const path of pathsOf(field)) state.seen.set(path, get(state.now, path));
    for (const one of fieldsIn(field)) hold(one);
    freeze(form);
  }
  compare(form, field);
}

function compare(form, field) {
  const { shown } = known.get(form);
  const theirs = shownIn(field);
  const both = shown.has(field) && shown.get(field) !== theirs && writtenIn(field) !== theirs;
  const standing = field.querySelector(":scope > .meanwhile[data-mine]");
  if (!both) return standing?.remove();
  const note = standing ?? document.getElementById("meanwhile").content.firstElementChild.cloneNode(true);
  const words = fieldsIn(field).map(inWords).filter(Boolean).join(" ") || "–";
  const quote = note.querySelector("[data-theirs]");
  if (quote.textContent !== words) quote.textContent = words;
  quote.lang = field.querySelector("[lang]")?.lang ?? "";
  if (!standing) field.append(note);
}

const inWords = (one) =>
  (one.options ? [...one.options].find(({ value }) => value === one.dataset.shown)?.textContent : one.dataset.shown);

/** How many fields wait for a choice. @param {Element} within */
export const marked = (within) => within.querySelectorAll(".meanwhile[data-mine]").length;

/** After a refusal the first choice is offered. @param {HTMLFormElement} form */
export function resolve(form) {
  waiting.add(form);
  form.querySelector(".meanwhile[data-mine] button")?.focus();
}

function choose({ target }) {
  const note = target.closest?.(".meanwhile[data-mine]");
  if (!note || !target.matches("button")) return;
  const field = note.parentElement, form = field.closest("form");
  const { now, seen, shown } = known.get(form);
  if (target.matches("[data-take]")) {
    for (const one of fieldsIn(field)) one.value = one.dataset.shown ?? "";
    for (const one of fieldsIn(field)) release(one);
    for (const path of pathsOf(field)) seen.delete(path);
    shown.delete(field);
  } else {
    for (const path of pathsOf(field)) seen.set(path, get(now, path));
    shown.set(field, shownIn(field));
  }
  freeze(form);
  note.remove();
  fieldsIn(field)[0].focus();
  fieldsIn(field)[0].dispatchEvent(new Event("chosen", { bubbles: true }));
  if (!marked(form) && waiting.delete(form)) form.requestSubmit();
}

/** What was seen and shown when the fields were touched, to be kept with a draft. @param {HTMLFormElement} form */
export function seenOf(form) {
  const state = known.get(form);
  if (!state) return {};
  return { seen: [...state.seen], shown: [...state.shown].map(([field, text]) => [field.dataset.path, text]) };
}

/** The same back again, before the server's words are compared. @param {HTMLFormElement} form */
export function rememberSeen(form, { seen = [], shown = [] }) {
  const state = known.get(form);
  if (!state) return;
  state.seen = new Map(seen);
  state.shown = new Map();
  for (const [path, text] of shown) {
    const field = form.querySelector(`[data-path="${path}"]`);
    if (!field) continue;
    state.shown.set(field, text);
    fieldsIn(field).forEach(hold);
  }
  freeze(form);
  for (const field of form.querySelectorAll("[data-path]")) compare(form, field);
}

document.addEventListener("input", touch);
document.addEventListener("change", touch);
document.addEventListener("click", choose);
