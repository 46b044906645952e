/**
 * Presses that nobody has answered yet. They outlive a dropped line and a reload,
 * and are sent again under the same id, which the server counts once.
 */
import { page } from "./page.js";

const KEY = `hemicycle.presses ${page.live}`;
const OLDEST = 5 * 60 * 1000;

/** @typedef {{id: string, name: string, data: Record<string, string>, form: string, at: number, seq?: number}} Press */
/** @type {Map<string, Press>} */
const presses = new Map();

try {
  for (const press of JSON.parse(sessionStorage.getItem(KEY) ?? "[]")) presses.set(press.id, press);
} catch { /* a browser without storage keeps them for this page only */ }

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...presses.values()]));
  } catch { /* the same */ }
}

export const outbox = {
  all: () => [...presses.values()],
  get: (id) => presses.get(id),
  /** @param {Press} press */
  put(press) { presses.set(press.id, press); keep(); },
  remove(id) { presses.delete(id); keep(); },
  /** Too old to be what anybody still means. @returns {Press[]} */
  stale: () => [...presses.values()].filter((press) => press.seq === undefined && Date.now() - press.at > OLDEST),
};
