/** A page comes alive: frames move the cursor, the cursor never skips, and what changed is shown at once. */
import { announceNow } from "./announce.js";
import { showAway } from "./away.js";
import { answer, endPresses, isPending, resend, settle, startPresses } from "./press.js";
import { fitTitles, startFitting } from "./fit.js";
import { isAllOf, isTouched, showPanels } from "./morph.js";
import { keepFocus } from "./focus.js";
import { lineEnded, lineLive, lineLost, showFollowing } from "./status.js";
import { dropOldNotice, notice } from "./notice.js";
import { openLine } from "./line.js";
import { turnTo } from "./turn.js";
import { page } from "./page.js";
import { reload } from "./reload.js";
import { say } from "./words.js";
import { showCurrent } from "./scroll.js";
import { setClock } from "./time.js";
import { showChosenTabs } from "./tabs.js";
import { showOwnTimes } from "./zones.js";
import { chairs, opensMore, showYou } from "./you.js";
import { startAwake } from "./awake.js";
import { startClocks, tick } from "./clock.js";
import { startKeepingPlace } from "./keep-place.js";
import { startKeys } from "./keys.js";
import "./menus.js";
import "./presets.js";

let cursor = page.seq;
/** The head that the last pulse named: if we are still short of it at the next one, something was missed. */
let promised = 0;
/** A newer release waits until nobody is in the middle of something. */
let outdated = false;
/** Whether the reader chairs; to whom the chair comes while they follow, the console comes once they are not typing. */
let chaired;
/** The page that this one is to become; `turning` while it is on its way. */
let becoming = "", turning = false;

const hear = {
  welcome(frame) {
    setClock(frame.now);
    if (frame.epoch !== page.epoch) return reload();
    outdated ||= frame.release !== page.release;
    promised = 0;
    showYou(frame.you);
    tellRequests(frame.you.requests);
    if (chaired === false && chairs(frame.you) && page.name === "follow") becoming = "chair";
    chaired = chairs(frame.you);
    lineLive();
    resend();
    refreshWhenIdle();
  },
  advance(frame) {
    if (turning || frame.to <= cursor) return;
    if (frame.from !== cursor) return reload();
    show(frame.panels, frame.to);
  },
  you(frame) {
    showYou(frame.you);
    tellRequests(frame.you.requests);
    if (turning) return;
    const comes = !chaired && chairs(frame.you);
    chaired = chairs(frame.you);
    if (!isAllOf(frame.panels)) return page.name === "chair" ? turn("follow") : reload();
    show(frame.panels, Math.max(cursor, frame.seq));
    if (page.name === "follow") becoming = comes ? "chair" : chaired ? becoming : "";
    outdated ||= !becoming && opensMore(frame.you);
    refreshWhenIdle();
  },
  requests(frame) {
    tellRequests(frame.requests);
  },
  reply: answer,
  presence(frame) {
    if (Number.isFinite(frame.following)) showFollowing(frame.following);
    showAway(frame.away, frame.lost);
  },
  pulse(frame) {
    setClock(frame.now);
    if (turning) return;
    if (cursor < promised) return reload();
    promised = frame.seq;
    refreshWhenIdle();
  },
  reload(frame) {
    reload(frame.reason === "release" ? 3000 : 500);
  },
};

/** Which of those who wait for the floor are the reader's: personal, so never in a panel. */
const tellRequests = (detail) => document.dispatchEvent(new CustomEvent("requests", { detail }));

function show(panels, seq) {
  keepFocus(() => showPanels(panels));
  cursor = seq;
  document.body.dataset.seq = seq;
  tick();
  showOwnTimes();
  settle();
  dropOldNotice();
  fitTitles();
  showCurrent();
  announceNow();
  document.dispatchEvent(new Event("shown"));
}

/** Never under the hands of somebody who types; whose the chair is now is told that, and chooses the moment. */
function refreshWhenIdle() {
  if (turning || isPending()) return;
  if ([...document.forms].some(isTouched)) return becoming && notice(say("chairs_now"), { label: say("to_console"), act: () => turn("chair") });
  if (becoming) turn(becoming);
  else if (outdated) reload(3000);
}

/** The page becomes another one of this meeting; where that fails it is loaded, as any page is. */
async function turn(name) {
  if (turning) return;
  turning = true;
  becoming = "";
  const reached = await turnTo(name);
  turning = false;
  if (reached === undefined) return name === "follow" ? location.assign(page.live.replace(/\/live$/, "")) : reload();
  show({}, reached);
  if (name === "follow") notice(say("follows_now"));
  showChosenTabs();
  line.anew();
}

const line = openLine({
  cursor: () => cursor,
  frame: (frame) => hear[frame.type]?.(frame),
  lost: lineLost,
  ended(code) {
    lineEnded();
    endPresses(say({ 4501: "withdrawn", 4502: "signed_out" }[code] ?? "misunderstood"));
  },
});

startPresses({ send: line.send, cursor: () => cursor, settled: refreshWhenIdle });
startClocks();
showOwnTimes();
startFitting();
startAwake();
startKeys();
showCurrent();
showChosenTabs();
startKeepingPlace();
document.documentElement.dataset.alive = "";
