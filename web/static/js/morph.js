/** Puts a new panel in place of the old one, and leaves alone what the browser owns. */
import { Idiomorph } from "../vendor/idiomorph.esm.js";

/** Fields somebody has touched: theirs until the form is gone. @type {WeakSet<Element>} */
const touched = new WeakSet();
const owned = new Set(["open", "data-pending", "aria-disabled", "aria-busy", "data-over", "style"]);

for (const kind of ["input", "change"])
  document.addEventListener(kind, ({ target }) => {
    if (!(target instanceof Element)) return;
    touched.add(target);
    if (target.type !== "radio") return;
    for (const other of target.form?.elements[target.name] ?? []) touched.add(other);
  });

/** Is somebody in the middle of typing or choosing? */
export const isTouched = (form) => [...form.elements].some((field) => touched.has(field));

/** The form has done its work: its fields are the server's again. */
export function clear(form) {
  form.reset();
  for (const field of form.elements) touched.delete(field);
}

const callbacks = {
  /** Open details, pending marks, clocks, drafts: the browser's, not the server's. */
  beforeAttributeUpdated(name, element) {
    if (owned.has(name)) return false;
    if (name === "value" && element.localName === "progress") return false;
    if (["value", "checked", "selected"].includes(name) && touched.has(element)) return false;
    return true;
  },
  /** An option belongs to its select, and a select knows only by itself what was chosen. */
  beforeNodeMorphed(element) {
    return !(element.localName === "select" && touched.has(element));
  },
};

/** Do these panels make up this page? If not, it is no page for this reader any more. */
export const isAllOf = (panels) =>
  [...document.querySelectorAll("[id^=panel-]")].every(({ id }) => id.slice("panel-".length) in (panels ?? {}));

/** @param {Record<string, string>} panels HTML by panel name */
export function showPanels(panels) {
  for (const [name, html] of Object.entries(panels ?? {})) {
    const panel = document.getElementById(`panel-${name}`);
    if (panel) Idiomorph.morph(panel, html, { morphStyle: "outerHTML", callbacks });
  }
}
