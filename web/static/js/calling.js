/** Calls somebody who may be looking elsewhere: by vibration, and by a sound and a notification where they want them. */
import { sound } from "./sound.js";

const mayAsk = () => "Notification" in globalThis && globalThis.isSecureContext && Notification.permission === "default";

/** @param {string} words @param {string} more */
export function call(words, more) {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([180, 90, 180]);
  sound();
  if (!document.hidden || !("Notification" in globalThis) || Notification.permission !== "granted") return;
  try {
    const note = new Notification(words, { body: more, tag: "floor" });
    note.addEventListener("click", () => { globalThis.focus(); note.close(); });
  } catch { /* some phones only take them from a worker: the title and the vibration have to do */ }
}

function offer() {
  const button = document.querySelector("[data-ask-notification]");
  if (!button) return;
  button.hidden = !mayAsk();
  button.addEventListener("click", async () => {
    await Notification.requestPermission();
    button.hidden = !mayAsk();
  });
}

document.addEventListener("turned", offer);
offer();
