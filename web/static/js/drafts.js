/** What somebody has typed and the server may not have yet. It outlives a reload and a dropped line. */
import { page } from "./page.js";

const KEY = `hemicycle.notes ${page.live}`;
const MOST_SENT = 5;

/**
 * `revision` is the one it was written on; `sent` are texts of which nobody knows yet whether they arrived.
 * @typedef {{text: string, revision: number, sent: string[]}} Draft
 */
/** @type {Map<string, Draft>} */
const drafts = new Map();

try {
  for (const [item, draft] of Object.entries(JSON.parse(sessionStorage.getItem(KEY) ?? "{}"))) drafts.set(item, draft);
} catch { /* a browser without storage keeps them for this page only */ }

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(drafts)));
  } catch { /* the same */ }
}

export const draft = {
  items: () => [...drafts.keys()],
  get: (item) => drafts.get(item),
  /** @param {string} item @param {string} text @param {number} revision */
  put(item, text, revision) { drafts.set(item, { text, revision, sent: drafts.get(item)?.sent ?? [] }); keep(); },
  /** This text is on its way. */
  sending(item, text) { drafts.get(item).sent = [...drafts.get(item).sent, text].slice(-MOST_SENT); keep(); },
  /** The server has this much of it. @param {{text: string, revision: number}} note */
  arrived(item, note) {
    const typed = drafts.get(item);
    if (!typed || typed.text === note.text) drafts.delete(item);
    else drafts.set(item, { text: typed.text, revision: note.revision, sent: [] });
    keep();
  },
  /** Is what the server has our own work: what we began with, or what we sent? */
  continues(item, note) {
    const typed = drafts.get(item);
    return !typed || typed.text === note.text || typed.revision === note.revision || typed.sent.includes(note.text);
  },
};
