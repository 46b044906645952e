/** The state of the line, as a shape and in words. */
import { announce } from "./announce.js";
import { serverNow, wallClock, zoneName } from "./time.js";
import { page } from "./page.js";
import { say } from "./words.js";

const line = document.getElementById("line");
const words = line?.querySelector("[data-line-words]");
const following = line?.querySelector("[data-following]");
let lostAt = 0;
let offlineTimer;

function show(state, text) {
  if (!line) return;
  line.dataset.line = state;
  if (words.textContent !== text) words.textContent = text;
  if (state !== "live" && following) following.textContent = "";
}

function showOffline() {
  const text = say("offline", { clock: wallClock(lostAt, page.zone).clock, zone: zoneName });
  if (line?.dataset.line !== "offline") announce(text);
  show("offline", text);
}

export function lineLive() {
  clearTimeout(offlineTimer);
  if (line?.dataset.line === "offline") announce(say("back"));
  lostAt = 0;
  show("live", say("live"));
}

/** The line is down: first we say that we are coming back, after some seconds since when we are away. */
export function lineLost() {
  if (!lostAt) {
    lostAt = serverNow();
    show("away", say("reconnecting"));
    clearTimeout(offlineTimer);
    offlineTimer = setTimeout(showOffline, 6000);
  }
  if (!navigator.onLine) showOffline();
}

export function lineEnded() {
  clearTimeout(offlineTimer);
  show("ended", say("ended"));
}

/** @param {number} count */
export function showFollowing(count) {
  if (following) following.textContent = ` · ${say("following", { count: new Intl.NumberFormat(page.lang).format(count) })}`;
}
