/** Command forms: a press is shown as pending until the page stands where the press has led. */
import { announce } from "./announce.js";
import { Unreadable, dataOf } from "./fields.js";
import { clear } from "./morph.js";
import { notice } from "./notice.js";
import { outbox } from "./outbox.js";
import { say } from "./words.js";

/** Within so many milliseconds a second press of what goes on by each press is the first one's echo: a double click. */
const ECHO = 600;
/** When such a form was pressed last, by its name. @type {Map<string, number>} */
const pressed = new Map();
let send = () => false;
let cursor = () => 0;
let settled = () => {};
/** Why nothing can be pressed here any more, in words; empty while it can. */
let ended = "";

/** By what a press knows its form: not `form.id`, which is the form's own field of that name. */
const nameOf = (form) => form.getAttribute("id") ?? form.dataset.command;

/** Marks the forms that wait for an answer, and frees the others; run again after each change of the page. */
export function showPending() {
  const waiting = new Set(outbox.all().map((press) => press.form));
  for (const form of document.querySelectorAll("form[data-command]")) {
    const pending = waiting.has(nameOf(form)), echoes = Date.now() - (pressed.get(nameOf(form)) ?? 0) < ECHO;
    form.toggleAttribute("data-pending", pending || echoes);
    for (const button of form.elements) {
      if (button.type !== "submit") continue;
      if (pending || echoes || ended) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
      if (pending) button.setAttribute("aria-busy", "true");
      else button.removeAttribute("aria-busy");
    }
  }
}

function submit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.command) return;
  event.preventDefault();
  if (ended) return notice(ended, { label: say("reload"), act: () => location.reload() });
  if (form.hasAttribute("data-pending")) return;
  const data = said(form, event.submitter);
  if (!data) return;
  const press = {
    id: crypto.randomUUID?.() ?? randomId(),
    name: form.dataset.command,
    data,
    form: nameOf(form),
    at: Date.now(),
  };
  outbox.put(press);
  if (form.hasAttribute("data-once")) {
    pressed.set(press.form, press.at);
    setTimeout(showPending, ECHO);
  }
  notice(send(frameOf(press)) ? "" : say("waiting"));
  showPending();
}

/** What the form says; if it cannot be read, nothing, and the notice says why. */
function said(form, submitter) {
  try {
    return dataOf(form, submitter);
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return notice(say(fault.message));
  }
}

const frameOf = ({ id, name, data }) => ({ type: "command", id, name, data });

/** crypto.randomUUID exists on secure origins only; a venue's plain http is none. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The line is back: whatever has no answer is sent again, in order, under the same id. */
export function resend() {
  const stale = outbox.stale();
  for (const press of stale) outbox.remove(press.id);
  const unanswered = outbox.all().filter((press) => press.seq === undefined);
  for (const press of unanswered) send(frameOf(press));
  if (stale.length) notice(say("stale"));
  else if (unanswered.length) notice("");
  settle();
}

/** @param {{id: string, ok: boolean, seq?: number, refusal?: {message: string}}} reply; one nobody waits for is ignored */
export function answer(reply) {
  const press = outbox.get(reply.id);
  if (!press || press.seq !== undefined) return;
  if (reply.ok) {
    outbox.put({ ...press, seq: reply.seq });
  } else {
    outbox.remove(reply.id);
    pressed.delete(press.form);
    if (tell(formOf(press), "refused", reply.refusal)) notice(reply.refusal?.message ?? "");
  }
  settle();
}

/** A press is done when the cursor has reached its number. */
export function settle() {
  for (const press of outbox.all()) {
    if (press.seq === undefined || press.seq > cursor()) continue;
    outbox.remove(press.id);
    const form = formOf(press);
    if (form?.hasAttribute("data-anew")) showAnew(form);
    else closeDetails(form);
    tell(form, "done");
  }
  showPending();
  settled();
}

const formOf = ({ form, name }) =>
  (form === name ? document.querySelector(`form[data-command="${name}"]`) : document.getElementById(form));

/** Tells whoever looks after this form what came of its press: `done`, or `refused`. @returns whether nobody has taken it */
const tell = (form, what, detail) =>
  form?.dispatchEvent(new CustomEvent(what, { detail, bubbles: true, cancelable: true })) ?? true;

/** The form stays where it is, and shows what the server has made of it. */
function showAnew(form) {
  clear(form);
  announce(say("note_saved"));
}

function closeDetails(form) {
  const details = form?.closest("details[open]");
  if (!details) return;
  clear(form);
  details.open = false;
  if (details.contains(document.activeElement)) details.querySelector("summary")?.focus();
}

/** Nobody listens to this browser any more. @param {string} sentence */
export function endPresses(sentence) {
  ended = sentence;
  for (const press of outbox.all()) outbox.remove(press.id);
  notice(sentence, { label: say("reload"), act: () => location.reload() });
  showPending();
}

export const isPending = () => outbox.all().length > 0;

/** @param {{send: (frame: object) => boolean, cursor: () => number, settled: () => void}} line */
export function startPresses(line) {
  ({ send, cursor, settled } = line);
  document.addEventListener("submit", submit);
  settle();
}
