/** Puts a new panel in place of the old one, and leaves alone what the browser owns. */
import { Idiomorph } from "../vendor/idiomorph.esm.js";

/** Fields somebody has touched: theirs until the form is gone. @type {WeakSet<Element>} */
const touched = new WeakSet();
const owned = new Set(["open", "data-pending", "aria-disabled", "aria-busy", "aria-expanded", "data-over", "data-nearly", "data-away", "style"]);

for (const kind of ["input", "change"])
  document.addEventListener(kind, ({ target }) => {
    if (!(target instanceof Element)) return;
    touched.add(target);
    if (target.type !== "radio") return;
    for (const other of target.form?.elements[target.name] ?? []) touched.add(other);
  });

/** Is somebody in the middle of typing or choosing? */
export const isTouched = (form) => [...form.elements].some((field) => touched.has(field));

/** The field is the server's again. @param {Element} field */
export const release = (field) => touched.delete(field);

/** @param {Element} field */
export const isHeld = (field) => touched.has(field);

/** The field is theirs who sit here. @param {Element} field */
export const hold = (field) => touched.add(field);

/** The form has done its work: its fields are the server's again. */
export function clear(form) {
  form.reset();
  for (const field of form.elements) {
    touched.delete(field);
    if (field.dataset.shown !== undefined && field.matches("select, textarea, [type=text], [type=datetime-local]")) field.value = field.dataset.shown;
  }
}

const callbacks = {
  /** Open details, pending marks, clocks, drafts: the browser's, not the server's. */
  beforeAttributeUpdated(name, element) {
    if (owned.has(name)) return false;
    if (name === "value" && element.localName === "progress") return false;
    if (["value", "checked", "selected"].includes(name) && touched.has(element)) return false;
    return true;
  },
  /** An option belongs to its select, and a select knows only by itself what was chosen; `data-shown` is the server's. */
  beforeNodeMorphed(element, next) {
    if (element.localName !== "select" || !touched.has(element)) return true;
    if (next.dataset.shown !== undefined) element.dataset.shown = next.dataset.shown;
    return false;
  },
  /** What the browser itself has put there stays, with all that holds it, until the browser takes it away. */
  beforeNodeRemoved(node) {
    return !(node instanceof Element && (node.matches("[data-mine]") || node.querySelector("[data-mine]")));
  },
};

/** Puts new HTML in place of an element. @param {Element} element @param {string} html */
export const morph = (element, html) => Idiomorph.morph(element, html, { morphStyle: "outerHTML", callbacks });

/** Do these panels make up this page? If not, it is no page for this reader any more. */
export const isAllOf = (panels) =>
  [...document.querySelectorAll("[id^=panel-]")].every(({ id }) => id.slice("panel-".length) in (panels ?? {}));

/** @param {Record<string, string>} panels HTML by panel name */
export function showPanels(panels) {
  for (const [name, html] of Object.entries(panels ?? {})) {
    const panel = document.getElementById(`panel-${name}`);
    if (panel) morph(panel, html);
  }
}
