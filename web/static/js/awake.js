/** A screen that shows the wall does not fall asleep, as far as its browser lets us ask (on secure origins). */
async function stayAwake() {
  if (document.hidden) return;
  try {
    await navigator.wakeLock?.request("screen");
  } catch { /* a battery that is low, or a browser that says no: the screen's own settings hold */ }
}

export function startAwake() {
  if (!document.getElementById("panel-wall")) return;
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
}
