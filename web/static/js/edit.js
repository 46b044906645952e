/**
 * Editors open in their rows: fetched when somebody asks for one, kept true while others edit too, one at a time.
 * What is typed in one stays through every change of the page, and through a reload.
 */
import { announce } from "./announce.js";
import { clear, isTouched, morph } from "./morph.js";
import { draftedParts, forget, keepDrafts, restore } from "./typed.js";
import { learn, marked, resolve } from "./meanwhile.js";
import { page } from "./page.js";
import { say } from "./words.js";
import { notice } from "./notice.js";
import { showPending } from "./press.js";
import "./apart.js";

const editors = () => document.querySelectorAll("[data-part]");
const partOf = (url) => new URL(url, location.href).pathname.split("/setup/")[1];
const forms = (editor) => [...editor.querySelectorAll("form")];
const unsaved = (editor) => forms(editor).some(isTouched);

async function fetched(url) {
  const asked = new URL(url, location.href);
  asked.searchParams.set("alone", "");
  asked.searchParams.set("lang", document.documentElement.lang);
  return fetch(asked, { headers: { Accept: "text/html" } });
}

/** Opens the editor that a link leads to, in the row of the link. */
async function open(link) {
  const host = link.closest("[data-host]");
  const part = decodeURIComponent(partOf(link.href));
  const standing = host.querySelector(":scope > [data-mine]");
  if (standing?.querySelector("[data-part]")?.dataset.part === part) return close(standing.firstElementChild);
  const answer = await fetched(link.href).catch(() => undefined);
  if (!answer?.ok) return void notice(say("cannot_open"));
  const elsewhere = [...editors()].find((editor) => editor.dataset.part === part && unsaved(editor));
  if (elsewhere) return elsewhere; // there is one draft of each part
  for (const other of editors()) if (!unsaved(other)) close(other, { quietly: true });
  const place = document.createElement("div");
  place.dataset.mine = "";
  place.dataset.from = link.href;
  place.innerHTML = await answer.text();
  host.append(place);
  link.setAttribute("aria-expanded", "true");
  const editor = place.firstElementChild;
  begin(editor);
  return editor;
}

function begin(editor) {
  forms(editor).forEach(learn);
  showPending();
  for (const other of editors()) changed(other);
}

function enter(editor) {
  const field = editor.querySelector(`textarea[lang="${document.documentElement.lang}"]`) ?? editor.querySelector("textarea, select, input:not([type=hidden])");
  field?.focus({ preventScroll: true });
  editor.parentElement.parentElement.scrollIntoView({ block: "nearest" });
}

/** Takes an editor away, with what was typed in it. */
function close(editor, { quietly = false } = {}) {
  const place = editor.closest("[data-mine]");
  if (!place) return location.assign(editor.querySelector("[data-close]").href);
  const host = place.parentElement;
  const opener = [...host.querySelectorAll("a[data-edit]")].find(({ href }) => href === place.dataset.from);
  forget(editor.dataset.part);
  place.remove();
  for (const link of host.querySelectorAll("[aria-expanded]")) link.removeAttribute("aria-expanded");
  if (editor.hasAttribute("data-gone")) return (host.closest("li, .stretch") ?? host).remove();
  if (!quietly) (opener ?? host.querySelector("a[data-edit]"))?.focus();
}

/** What "Close" does depends on whether something would be lost. */
function changed(editor) {
  const close = editor.querySelector("[data-close]");
  if (!close) return;
  close.dataset.words ??= close.textContent;
  const words = unsaved(editor) ? say("discard") : close.dataset.words;
  if (close.textContent !== words) close.textContent = words;
}

// What others do meanwhile

let refreshing, again = false;

/** After each change of the page every open editor is asked for anew; what somebody has touched in it stays. */
function refresh() {
  again = true;
  refreshing ??= refreshAll().finally(() => { refreshing = undefined; });
  return refreshing;
}

async function refreshAll() {
  while (again) {
    again = false;
    for (const editor of editors()) await refreshOne(editor);
  }
}

async function refreshOne(editor) {
  const from = editor.closest("[data-mine]")?.dataset.from ?? location.href;
  const answer = await fetched(from).catch(() => undefined);
  const html = answer?.ok && (await answer.text());
  if (!editor.isConnected || !answer) return;
  if (answer.status === 404) return gone(editor);
  if (!html) return;
  const before = marked(editor);
  morph(editor, html);
  forms(editor).forEach(learn);
  changed(editor);
  showPending();
  if (marked(editor) > before) announce(say("changed_meanwhile"));
  if ((editor.dataset.track ?? page.track) !== page.track) gone(editor);
}

function gone(editor) {
  editor.dataset.gone = "";
  if (unsaved(editor)) tell(editor, say("gone"));
  else close(editor, { quietly: true });
}

/** Says something at the foot of a form, where it stays until the next press. */
function tell(within, words) {
  const line = document.createElement("span");
  line.dataset.mine = "";
  line.textContent = words;
  within.querySelector("[data-said]")?.replaceChildren(line);
}

// What comes of a press

function done({ target: form }) {
  const editor = form.closest("[data-part]");
  if (!editor) return;
  clear(form);
  forget(editor.dataset.part, form.getAttribute("id"));
  announce(say("saved"));
  if (editor.hasAttribute("data-again")) enter(editor);
  else if (form.matches(".about") && !unsaved(editor)) close(editor);
}

function refused(event) {
  const form = event.target;
  if (!form.closest("[data-part]") || !form.querySelector("[data-said]")) return;
  event.preventDefault();
  const both = event.detail.code === "edited_meanwhile" && form.querySelector('[name="was:seen"]');
  tell(form, both ? say("both_texts") : event.detail.message);
  if (both) refresh().then(() => resolve(form));
}

// Listening

document.addEventListener("click", async (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-edit], a[data-close]");
  if (!link) return;
  if (link.hasAttribute("data-close") && !link.closest("[data-mine]")) return forget(link.closest("[data-part]").dataset.part);
  if (link.hasAttribute("data-edit") && !link.closest("[data-host]")) return;
  event.preventDefault();
  if (link.hasAttribute("data-close")) return close(link.closest("[data-part]"));
  const editor = await open(link);
  if (editor) enter(editor);
});
document.addEventListener("keydown", (event) => {
  const editor = event.target instanceof Element && event.target.closest("[data-mine] [data-part]");
  if (event.key === "Escape" && editor && !event.target.closest("details[open]") && !unsaved(editor)) close(editor);
  const line = event.key === "Enter" && !event.isComposing && event.target.matches?.("textarea[data-line]");
  if (!line) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
for (const kind of ["input", "change", "chosen"])
  document.addEventListener(kind, ({ target }) => {
    const editor = target.closest("[data-part]");
    if (!editor) return;
    changed(editor);
    keepDrafts(editor);
  });
document.addEventListener("submit", ({ target }) => target.querySelector("[data-said]")?.replaceChildren());
document.addEventListener("shown", refresh);
document.addEventListener("done", done);
document.addEventListener("refused", refused);
/** What was being typed when the page was loaded anew is there again. */
async function reopen() {
  for (const editor of editors()) begin(editor);
  for (const part of draftedParts()) {
    const link = [...document.querySelectorAll("a[data-edit]")].find(({ href }) => decodeURIComponent(partOf(href)) === part);
    const editor = document.querySelector(`[data-part="${CSS.escape(part)}"]`) ?? (link && (await open(link)));
    if (!editor) continue;
    restore(editor);
    changed(editor);
    keepDrafts(editor);
  }
}
reopen();
