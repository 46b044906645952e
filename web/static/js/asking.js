/**
 * The bar under the thumb: where its reader stands on the list, and the one button. Panels are the same for everybody;
 * each says by person and member whose row is whose. `server/asking_views.py` says the same when the page is loaded.
 */
import { announce } from "./announce.js";
import { isTouched } from "./morph.js";
import { page } from "./page.js";
import { call } from "./calling.js";
import { say } from "./words.js";
import { showSpeeches, taken } from "./speech.js";
import { serverNow } from "./time.js";

const READY_WITHIN = 3, LONGEST_WAIT = 24 * 3600 * 1000;
const bar = document.getElementById("asking");
const members = new Set((bar?.dataset.members ?? "").split(" ").filter(Boolean));
const ordinals = new Intl.PluralRules(page.lang, { type: "ordinal" });
const title = document.title;
let said = bar?.dataset.state;

const isOwn = ({ dataset }) => members.has(dataset.member) || (dataset.person !== "" && dataset.person === bar.dataset.asker);
const own = (selector) => [...document.querySelectorAll(`#panel-floor ${selector}`)].find(isOwn);

function ordinal(place) {
  const form = say(`ordinal_${ordinals.select(place)}`, { n: place });
  return form || say("ordinal_other", { n: place });
}

function stateOf(panel, speech, row) {
  if (!panel?.dataset.item) return "none";
  if (speech) return "speaking";
  if (row) return row.dataset.place === "1" ? "next" : "waiting";
  return takes(panel) ? "ask" : "closed";
}

/** Whether the list takes whoever asks by themselves now. */
const takes = ({ dataset }) => dataset.list === "open" || (dataset.list === "closing" && Date.parse(dataset.closes) > serverNow());

let closing;

/** An announced closing comes by itself: nobody says so again. */
function awaitClosing(panel) {
  clearTimeout(closing);
  const left = panel?.dataset.list === "closing" ? Date.parse(panel.dataset.closes) - serverNow() : 0;
  if (left > 0 && left < LONGEST_WAIT) closing = setTimeout(show, left + 50);
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
  const speech = own(".speech"), row = own(".queue > li");
  const state = stateOf(panel, speech, row);
  bar.dataset.state = state;
  for (const part of bar.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state);
  fill("[data-item]", panel?.dataset.item ?? "");
  ways(panel);
  awaitClosing(panel);
  if (row) waits(row);
  if (row) wait(row);
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
  if (panel?.dataset.list) write("[data-list-words]", say(panel.dataset.list === "replies_only" ? "replies_only" : "list_closed"));
}

function waits(row) {
  const { request, place, attendance, language, subject } = row.dataset;
  const then = row.nextElementSibling?.dataset.request ?? "";
  const remote = attendance === "remote", ready = row.hasAttribute("data-ready");
  row.hidden = false;
  row.classList.add("mine");
  if (!row.querySelector(".you")) row.querySelector("div").append(Object.assign(document.createElement("span"), { className: "soft you", textContent: say("you") }));
  write("[data-place-words]", say("you_are", { ordinal: ordinal(Number(place)) }));
  fill("[data-own-request]", request);
  fill("[data-then]", then);
  fill("[data-own-attendance]", attendance);
  hide("[data-move-down]", !then);
  hide("[data-ready-button]", !remote || Number(place) > READY_WITHIN);
  hide("[data-not-ready]", ready);
  hide("[data-is-ready]", !ready);
  bar.querySelector("[data-ready-button]").value = ready ? "no" : "yes";
  const edit = document.getElementById("edit-request");
  if (isTouched(edit)) return;
  edit.elements["subject:text"].value = subject;
  edit.elements["language:text"].value = language;
  edit.elements.attendance.value = attendance;
}

/** About how long it will be: those ahead, and what is left of the speeches that are not over. @param {HTMLElement} row */
function wait(row) {
  const now = serverNow();
  let seconds = row.dataset.lead === undefined ? NaN : Number(row.dataset.lead);
  for (const { dataset } of document.querySelectorAll("#panel-floor [data-spoken]"))
    seconds += dataset.limit ? Math.max(0, Number(dataset.limit) - taken(dataset, now) / 1000) : NaN;
  const minutes = Math.round(seconds / 60);
  write("[data-wait]", minutes > 0 ? `${say("about_minutes", { minutes })} · ` : "");
}

function speaks(speech) {
  const clock = bar.querySelector("[data-own-speech]");
  for (const name of ["spoken", "since", "limit", "soon"]) {
    if (speech?.dataset[name]) clock.dataset[name] = speech.dataset[name];
    else delete clock.dataset[name];
  }
  speech?.classList.add("mine");
  showSpeeches();
}

/** Says it once: on the title of the page, to whoever listens, and to who far away looks elsewhere. */
function tell(state, row) {
  const place = row ? Number(row.dataset.place) : 0;
  const words = { next: say("you_are_next"), speaking: say("you_speak"), waiting: say("you_are", { ordinal: ordinal(place || 1) }) }[state] ?? "";
  const near = state === "waiting" && place <= READY_WITHIN;
  document.title = words ? `${words} · ${title}` : title;
  const now = near ? `near ${place}` : state;
  if (now === said) return;
  said = now;
  if (!near && !["next", "speaking"].includes(state)) return;
  const far = row?.dataset.attendance === "remote" && !row.hasAttribute("data-ready");
  announce(far ? `${words}. ${say("be_ready")}` : words);
  call(words, far ? say("be_ready") : "");
}

if (bar?.dataset.asker !== undefined) {
  document.addEventListener("shown", show);
  show();
  setInterval(() => { const row = own(".queue > li"); if (row) wait(row); }, 15000);
}
