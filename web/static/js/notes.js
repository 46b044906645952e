/**
 * The reader's own note on the current item. It goes where the meeting goes and is saved by itself. Nothing typed is
 * lost: what is not saved is a draft, and where another window was first both texts are shown.
 */
import { draft } from "./drafts.js";
import { say } from "./words.js";

const QUIET = 800, TYPING = 4000, FIRST = 2000, LONGEST = 30000;
const NOTHING = { text: "", revision: 0 };

let place, text;
/** Where notes are kept; empty until what is kept there is known. */
let address = "";
const part = (name) => place?.querySelector(`[data-${name}]`);

/** What the server has, by item. @type {Map<string, {text: string, revision: number}>} */
const saved = new Map();
/** What another window has saved meanwhile, until the reader chooses. @type {Map<string, {text: string, revision: number}>} */
const theirs = new Map();
/** Why an item's draft is not saved, in words. @type {Map<string, string>} */
const because = new Map();
/** Items on their way. @type {Set<string>} */
const underWay = new Set();
let shown = "", typedAt = 0, quiet = 0, retry = 0, wait = FIRST;

/** Shows the note on what is current now; run again whenever that may have changed. Never under typing fingers. */
function showNote() {
  const current = document.querySelector("#panel-now")?.dataset.item ?? "";
  if (!place || current === shown) return;
  const busy = document.activeElement === text && typedAt + TYPING - Date.now();
  if (busy > 0) return void setTimeout(showNote, busy);
  saveAll();
  shown = current;
  part("note-field").hidden = !shown;
  part("note-item").textContent = named(shown);
  text.value = (draft.get(shown) ?? saved.get(shown) ?? NOTHING).text;
  showState();
}

/** Number and title, as the agenda on this page has them. */
const named = (item) =>
  [...(document.getElementById(`a-${item}`)?.querySelectorAll(":scope > b, :scope > span") ?? [])]
    .map((element) => element.textContent.trim()).filter(Boolean).join(" ");

function showState() {
  if (!place) return;
  const conflict = theirs.get(shown);
  part("note-other").hidden = !conflict;
  part("note-kept").textContent = conflict?.text ?? "";
  const words = conflict ? say("note_changed")
    : draft.get(shown) ? because.get(shown) ?? say("note_unsaved")
    : saved.get(shown)?.text ? say("note_saved") : "";
  const state = part("note-state");
  if (state.textContent !== words) state.textContent = words;
}

function typed() {
  typedAt = Date.now();
  draft.put(shown, text.value, (draft.get(shown) ?? saved.get(shown) ?? NOTHING).revision);
  showState();
  saveSoon(QUIET);
}

function saveSoon(after) {
  clearTimeout(quiet);
  quiet = setTimeout(saveAll, after);
}

/** Everything typed and not saved, but where the reader has to choose first. */
function saveAll() {
  clearTimeout(quiet);
  if (!address) return;
  for (const item of draft.items()) if (!theirs.has(item) && !underWay.has(item)) save(item);
}

async function save(item) {
  underWay.add(item);
  const { text: sent, revision } = draft.get(item);
  draft.sending(item, sent);
  const answer = await post(item, sent, revision);
  underWay.delete(item);
  hear(item, sent, answer);
  if (item === shown) showState();
}

/** The answer; without one, status 0. `keepalive`: it arrives though the page is left. */
async function post(item, sent, revision) {
  const body = new FormData();
  body.set("text", sent);
  body.set("revision", revision);
  try {
    const answer = await fetch(`${address}/${encodeURIComponent(item)}`, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
    const json = answer.headers.get("Content-Type") === "application/json";
    return { status: answer.status, ...(json ? await answer.json() : {}) };
  } catch {
    return { status: 0 };
  }
}

function hear(item, sent, answer) {
  because.delete(item);
  if (answer.status === 200) {
    wait = FIRST;
    accept(item, { text: sent, revision: answer.revision });
  } else if (answer.status === 409) {
    meet(item, answer);
  } else if (answer.status >= 400 && answer.status < 500) {
    because.set(item, answer.error ?? say("note_refused"));
  } else {
    because.set(item, say("note_kept"));
    clearTimeout(retry);
    retry = setTimeout(saveAll, wait);
    wait = Math.min(wait * 2, LONGEST);
  }
}

function accept(item, note) {
  saved.set(item, note);
  draft.arrived(item, note);
  if (draft.get(item)) saveSoon(QUIET);
}

/** The server has another text than we began with: our own from before a reload, or another window's. */
function meet(item, { text, revision }) {
  if (draft.continues(item, { text, revision })) accept(item, { text, revision });
  else theirs.set(item, { text, revision });
}

/** The reader has chosen between the two texts. */
function choose(words) {
  const note = theirs.get(shown);
  theirs.delete(shown);
  draft.put(shown, words, note.revision);
  accept(shown, note);
  text.value = words;
  showState();
  text.focus();
}

/** The page is left in the middle of saving: what was typed since is sent as what follows it. */
function leave() {
  saveAll();
  for (const item of underWay) {
    const { text: typed, revision, sent } = draft.get(item) ?? { sent: [] };
    if (typed !== sent.at(-1)) post(item, typed, revision + 1);
  }
}

async function load() {
  if (!place) return undefined;
  try {
    const answer = await fetch(place.dataset.notesAt, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    for (const [item, note] of Object.entries(await answer.json())) saved.set(item, note);
  } catch {
    wait = Math.min(wait * 2, LONGEST);
    return void setTimeout(load, wait);
  }
  if (!place) return undefined;
  address = place.dataset.notesAt;
  for (const item of draft.items()) meet(item, saved.get(item) ?? NOTHING);
  return start();
}

/** The note's place is that of the page that is shown; it may become another one, and be here again. */
function start() {
  text.addEventListener("input", typed);
  text.addEventListener("blur", () => { saveAll(); showNote(); });
  part("note-mine").addEventListener("click", () => choose(text.value));
  part("note-theirs").addEventListener("click", () => choose(theirs.get(shown).text));
  const seen = { subtree: true, childList: true, attributes: true, attributeFilter: ["data-item"] };
  new MutationObserver(showNote).observe(document.getElementById("main"), seen);
  showNote();
}

function begin() {
  saveAll();
  place = document.querySelector("[data-notes-at]");
  text = part("notes");
  shown = "";
  if (place) load();
}

/** What is typed is kept by its item; it is still saved once the page has become another one. */
function startSaving() {
  addEventListener("online", saveAll);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.hidden) saveAll(); });
}

document.addEventListener("turned", begin);
startSaving();
begin();
