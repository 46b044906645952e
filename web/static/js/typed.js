/** What is being typed in an editor outlives a reload of the page: it is kept in this tab until it is saved. */
import { isHeld } from "./morph.js";
import { page } from "./page.js";
import { rememberSeen, seenOf } from "./meanwhile.js";

const KEY = `hemicycle.drafts ${page.live}`;

function drafts() {
  try { return JSON.parse(sessionStorage.getItem(KEY) ?? "{}"); } catch { return {}; }
}

function keep(all) {
  try { sessionStorage.setItem(KEY, JSON.stringify(all)); } catch { /* no storage: no memory of drafts */ }
}

export const draftedParts = () => Object.keys(drafts());

/** @param {Element} editor */
export function keepDrafts(editor) {
  const all = drafts(), { part } = editor.dataset;
  all[part] = {};
  for (const form of editor.querySelectorAll("form[id]")) {
    const written = [...form.elements].filter((one) => one.name && isHeld(one)).map((one) => [one.id, one.value]);
    if (written.length) all[part][form.getAttribute("id")] = { written, ...seenOf(form) };
  }
  keep(all);
}

/** Of one form, or of the whole editor. @param {string} part @param {string} [form] */
export function forget(part, form) {
  const all = drafts();
  if (!all[part]) return;
  if (form) delete all[part][form];
  if (!form || !Object.keys(all[part]).length) delete all[part];
  keep(all);
}

/** @param {Element} editor just made, with what the server shows */
export function restore(editor) {
  for (const [id, draft] of Object.entries(drafts()[editor.dataset.part] ?? {})) {
    const form = editor.querySelector(`#${CSS.escape(id)}`);
    if (!form) continue;
    for (const [field, value] of draft.written) {
      const one = document.getElementById(field);
      if (!one) continue;
      one.value = value;
      one.dispatchEvent(new Event("input", { bubbles: true }));
      const fold = one.closest("details");
      if (fold) fold.open = true;
    }
    rememberSeen(form, draft);
  }
}
