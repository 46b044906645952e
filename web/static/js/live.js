/** A page comes alive: frames move the cursor, the cursor never skips, and what changed is shown at once. */
import { announceNow } from "./announce.js";
import { showAway } from "./away.js";
import { answer, endPresses, isPending, resend, settle, startPresses } from "./press.js";
import { fitTitles, startFitting } from "./fit.js";
import { isAllOf, isTouched, showPanels } from "./morph.js";
import { keepFocus } from "./focus.js";
import { lineEnded, lineLive, lineLost, showFollowing } from "./status.js";
import { dropOldNotice } from "./notice.js";
import { openLine } from "./line.js";
import { page } from "./page.js";
import { reload } from "./reload.js";
import { say } from "./words.js";
import { showCurrent } from "./scroll.js";
import { setClock } from "./time.js";
import { showChosenTabs } from "./tabs.js";
import { showOwnTimes } from "./zones.js";
import { opensMore, showYou } from "./you.js";
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

const hear = {
  welcome(frame) {
    setClock(frame.now);
    if (frame.epoch !== page.epoch) return reload();
    outdated ||= frame.release !== page.release;
    promised = 0;
    showYou(frame.you);
    lineLive();
    resend();
    refreshWhenIdle();
  },
  advance(frame) {
    if (frame.to <= cursor) return;
    if (frame.from !== cursor) return reload();
    show(frame.panels, frame.to);
  },
  you(frame) {
    showYou(frame.you);
    if (!isAllOf(frame.panels)) return reload();
    show(frame.panels, Math.max(cursor, frame.seq));
    outdated ||= opensMore(frame.you);
    refreshWhenIdle();
  },
  reply: answer,
  presence(frame) {
    if (Number.isFinite(frame.following)) showFollowing(frame.following);
    showAway(frame.away);
  },
  pulse(frame) {
    setClock(frame.now);
    if (cursor < promised) return reload();
    promised = frame.seq;
    refreshWhenIdle();
  },
  reload(frame) {
    reload(frame.reason === "release" ? 3000 : 500);
  },
};

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

function refreshWhenIdle() {
  if (outdated && !isPending() && ![...document.forms].some(isTouched)) reload(3000);
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
