/**
 * The bar under the thumb: where its reader stands on the list, and the one button. Panels are the same for everybody;
 * which requests are the reader's comes apart, for them alone. `server/floor_pages/asking_views.py` says the same when the page is loaded.
 */
import { announce } from "./announce.js";
import { isTouched } from "./morph.js";
import { page } from "./page.js";
import { call } from "./calling.js";
import { heirs } from "./heirs.js";
import { leadOf, orderOf } from "./row.js";
import { say, sayLasting } from "./words.js";
import { showSpeeches, taken } from "./speech.js";
import { serverNow } from "./time.js";

const READY_WITHIN = 3, LONGEST_WAIT = 24 * 3600 * 1000, EXACT = 120, QUARTER = 15;
let bar, members, title, said, mine = [];
const COMES = `hemicycle.comes ${page.live}`;
const ordinals = new Intl.PluralRules(page.lang, { type: "ordinal" });

const isOwn = ({ dataset }) => members.has(dataset.member) || (dataset.person !== "" && dataset.person === bar.dataset.asker);
const own = (selector) => [...document.querySelectorAll(`#panel-floor ${selector}`)].find(isOwn);

/** The reader's own request, the place in which it stands, and whose comes behind it; `ahead`: its item is still to come. @param {HTMLElement} [panel] */
function ownPlace(panel) {
  const order = orderOf(panel?.dataset.order), here = mine.filter(({ item }) => item === panel?.dataset.item);
  const at = order.findIndex((id) => here.some((one) => one.id === id));
  if (at < 0) return null;
  const lead = leadOf(panel.dataset.lengths, at + 1);
  return { ...here.find((one) => one.id === order[at]), place: at + 1, then: order[at + 1] ?? "", lead, ahead: coming(panel) };
}

function ordinal(place) {
  const form = say(`ordinal_${ordinals.select(place)}`, { n: place });
  return form || say("ordinal_other", { n: place });
}

function stateOf(panel, speech, row, lost) {
  if (!panel?.dataset.item) return "none";
  if (speech) return "speaking";
  if (row?.kind === "point_of_order") return "point";
  if (row) return row.place === 1 && !coming(panel) ? "next" : "waiting";
  if (lost) return "lost";
  return takes(panel) ? "ask" : "closed";
}

/** Whether the list is that of an item which is not under discussion yet. */
const coming = (panel) => panel?.dataset.coming !== undefined;

/** Whether the list takes whoever asks by themselves now. */
function takes({ dataset }) {
  const now = serverNow();
  if (dataset.closes && Date.parse(dataset.closes) <= now) return false;
  return dataset.list === "open" || dataset.list === "closing" || Boolean(dataset.opens && Date.parse(dataset.opens) <= now);
}

let closing;

/** An announced closing comes by itself, and so does the opening of an inscription: nobody says so again. */
function awaitClosing(panel) {
  clearTimeout(closing);
  const { list, closes, opens } = panel?.dataset ?? {};
  const at = list === "closing" ? closes : opens;
  const left = at ? Date.parse(at) - serverNow() : 0;
  if (left > 0 && left < LONGEST_WAIT) closing = setTimeout(() => { if (asks()) show(); }, left + 50);
}

const fill = (selector, value) => {
  for (const field of bar.querySelectorAll(selector)) if (field.value !== value) field.value = value;
};
const hide = (selector, hidden) => {
  for (const one of bar.querySelectorAll(selector)) one.hidden = hidden;
};
const write = (selector, text) => {
  const element = bar.querySelector(selector);
  if (element && element.textContent !== text) element.textContent = text;
};

function show() {
  const panel = document.getElementById("panel-floor");
  const speech = own(".speech"), row = ownPlace(panel), lost = own("[data-given-up]");
  const state = stateOf(panel, speech, row, lost);
  bar.dataset.state = state;
  for (const part of bar.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state);
  fill("[data-item]", panel?.dataset.item ?? "");
  ways(panel);
  awaitClosing(panel);
  if (row) waits(row);
  if (row) wait(row);
  if (lost) canAskAgain(lost);
  speaks(speech);
  tell(state, row);
}

/** What else may be asked for: questions and replies only of somebody who speaks. */
function ways(panel) {
  const about = panel?.dataset.floorOf ?? "";
  for (const button of bar.querySelectorAll("[data-about]")) {
    button.value = JSON.stringify({ kind: button.dataset.about, about });
    button.hidden = !about;
  }
  hide("[data-for='ask']", !panel || !takes(panel));
  hide("[data-unless-ask]", !panel || takes(panel));
  if (panel?.dataset.list) write("[data-list-words]", say({ replies_only: "replies_only", not_yet: "list_not_open" }[panel.dataset.list] ?? "list_closed"));
  hide("[data-only='current']", coming(panel));
  hide("[data-then-you]", !about);
  if (coming(panel) && !takes(panel)) document.getElementById("ask-more").hidden = true;
}

function waits({ id, place, then, attendance, language, subject, ready, ahead }) {
  const remote = attendance === "remote";
  mark(document.getElementById(`waits-${id}`));
  write("[data-place-words]", say("you_are", { ordinal: ordinal(place) }));
  fill("[data-own-request]", id);
  fill("[data-then]", then);
  comes(attendance);
  hide("[data-move-down]", !then);
  const near = remote && !ahead && place <= READY_WITHIN;
  hide("[data-ready-button]", !near);
  hide("[data-to-test]", !near || ready);
  hide("[data-not-ready]", ready);
  hide("[data-is-ready]", !ready);
  bar.querySelector("[data-ready-button]").value = ready ? "no" : "yes";
  const edit = document.getElementById("edit-request");
  if (isTouched(edit)) return;
  edit.elements["subject:text"].value = subject;
  const tongues = edit.elements["language:text"];
  if (![...tongues.options].some(({ value }) => value === language)) tongues.add(new Option(language, language));
  tongues.value = language;
  edit.elements.attendance.value = attendance;
}

/** From where they have asked: so they most likely ask again, and this browser remembers it. */
function comes(attendance) {
  bar.dataset.comes = attendance;
  try {
    localStorage.setItem(COMES, attendance);
  } catch { /* a browser without storage knows it for this page only */ }
  fill("[data-own-attendance]", attendance);
  const form = document.getElementById("ask-with");
  if (!isTouched(form)) form.elements.attendance.value = attendance;
}

/** The reader's row, where it is among those shown. @param {HTMLElement | null} row */
function mark(row) {
  row?.classList.add("mine");
  if (row && !row.querySelector(".you")) row.querySelector("div").append(Object.assign(document.createElement("span"), { className: "soft you", textContent: say("you") }));
}

/** About how long it will be: those ahead, and what is left of the speeches that are not over. */
function wait({ lead, ahead }) {
  const now = serverNow();
  let seconds = ahead ? NaN : lead;
  for (const { dataset } of document.querySelectorAll("#panel-floor [data-spoken]"))
    seconds += dataset.limit ? Math.max(0, Number(dataset.limit) - taken(dataset, now) / 1000) : NaN;
  const exact = Math.round(seconds / 60);
  const minutes = exact < EXACT ? exact : Math.round(exact / QUARTER) * QUARTER;
  write("[data-wait]", minutes > 0 ? `${say("about", { lasting: sayLasting(minutes) })} · ` : "");
}

/** One press asks for the same once more. @param {HTMLElement} lost */
function canAskAgain({ dataset: { kind, language, subject, member, lost } }) {
  write("[data-lost-words]", say("given_up_after", { length: lost }));
  bar.querySelector("[data-again]").value = JSON.stringify({ kind, attendance: "remote", language, subject, member: member || null });
}

function speaks(speech) {
  const clock = bar.querySelector("[data-own-speech]");
  for (const name of ["spoken", "since", "limit", "soon"]) {
    if (speech?.dataset[name]) clock.dataset[name] = speech.dataset[name];
    else delete clock.dataset[name];
  }
  speech?.classList.add("mine");
  heirs(speech);
  showSpeeches();
}

/** Says it once: on the title of the page, to whoever listens, and to who far away looks elsewhere. */
function tell(state, row) {
  const place = row?.place ?? 0;
  const words = { next: say("you_are_next"), point: say("with_the_chair"), speaking: say("you_speak"), waiting: say("you_are", { ordinal: ordinal(place || 1) }), lost: say("given_up") }[state] ?? "";
  const near = state === "waiting" && place <= READY_WITHIN && !row.ahead;
  document.title = words ? `${words} · ${title}` : title;
  const now = near ? `near ${place}` : state;
  if (now === said) return;
  said = now;
  if (state === "lost") announce(`${words} ${bar.querySelector("[data-lost-words]").textContent}`);
  if (!near && !["next", "speaking"].includes(state)) return;
  const far = row?.attendance === "remote" && !row.ready;
  announce(far ? `${words}. ${say("be_ready")}` : words);
  call(words, far ? say("be_ready") : "");
}

const asks = () => bar?.dataset.asker !== undefined;

/** The bar is that of the page that is shown; it may become another one. */
function begin() {
  bar = document.getElementById("asking");
  members = new Set((bar?.dataset.members ?? "").split(" ").filter(Boolean));
  title = document.title;
  said = bar?.dataset.state;
  mine = JSON.parse(bar?.dataset.requests ?? "[]");
  if (!asks()) return;
  if (!bar.dataset.comes) comesAsBefore();
  show();
}

function comesAsBefore() {
  try {
    const known = localStorage.getItem(COMES);
    if (known) comes(known);
  } catch { /* the same */ }
}

document.addEventListener("shown", () => { if (asks()) show(); });
document.addEventListener("turned", begin);
document.addEventListener("requests", ({ detail }) => { mine = detail; if (asks()) show(); });
setInterval(() => { const row = asks() && ownPlace(document.getElementById("panel-floor")); if (row) wait(row); }, 15000);
begin();
