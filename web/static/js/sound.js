/**
 * A short calm sound before one's turn: two soft notes, made here and loaded from nowhere. Off until somebody turns it
 * on; this browser remembers that. A browser lets a page sound only after a press on it, so the first one unlocks it.
 */
import { say } from "./words.js";

const SWITCH = "hemicycle-sound";
/** Hertz, and after how many seconds: a fourth, downwards. */
const NOTES = [[659.25, 0], [493.88, 0.22]];
const LASTS = 0.9, LOUDEST = 0.16, SOFTLY = 0.03, SILENT = 0.0001;
const parts = () => document.querySelectorAll("[data-sound]");
const able = "AudioContext" in globalThis;
/** @type {AudioContext | undefined} */
let audio;
let on = remembered();

function remembered() {
  try { return localStorage.getItem(SWITCH) === "on"; } catch { return false; }
}

function remember() {
  try { localStorage.setItem(SWITCH, on ? "on" : "off"); } catch { /* then it holds for this page */ }
}

/** Within a press: from here on this page may sound. */
async function unlock() {
  audio ??= new AudioContext();
  if (audio.state !== "running") await audio.resume().catch(() => undefined);
  show();
}

function ring() {
  if (audio?.state !== "running") return;
  for (const [pitch, after] of NOTES) {
    const begins = audio.currentTime + after;
    const tone = new OscillatorNode(audio, { type: "sine", frequency: pitch });
    const loudness = new GainNode(audio, { gain: SILENT });
    loudness.gain.setValueAtTime(SILENT, begins);
    loudness.gain.exponentialRampToValueAtTime(LOUDEST, begins + SOFTLY);
    loudness.gain.exponentialRampToValueAtTime(SILENT, begins + LASTS);
    tone.connect(loudness).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + LASTS);
  }
}

/** Sounds, where it has been turned on and a press has unlocked it. */
export function sound() {
  if (on) ring();
}

function show() {
  const locked = on && audio?.state !== "running";
  for (const part of parts()) {
    part.hidden = false;
    part.querySelector("[data-sound-switch]").setAttribute("aria-checked", String(on));
    part.querySelector("[data-sound-words]").textContent = say(on ? "sound_on" : "sound_off");
    part.querySelector("[data-sound-try]").hidden = !on;
    part.querySelector("[data-sound-locked]").hidden = !locked;
  }
}

async function turn() {
  on = !on;
  remember();
  await unlock();
  if (on) ring();
}

async function tryIt() {
  await unlock();
  ring();
}

/** Whoever turned it on before: their first press on this page, wherever it goes, unlocks it. */
function unlockWithAnyPress() {
  if (!on || audio?.state === "running") return;
  unlock();
}

if (able) {
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-sound-switch]")) turn();
    else if (target.closest?.("[data-sound-try]")) tryIt();
  });
  document.addEventListener("pointerup", unlockWithAnyPress);
  document.addEventListener("keydown", unlockWithAnyPress);
  document.addEventListener("turned", show);
  show();
}
