/** When the focused thing goes away with a change, the focus goes to the nearest thing that does the next step. */
const nearest = (panel) => panel?.querySelector("#primary-button") ?? panel?.querySelector("summary, button") ?? panel;

/** @param {() => void} change what may take the focused element off the page */
export function keepFocus(change) {
  const held = document.activeElement;
  const panel = held?.closest("[id^=panel-]")?.id;
  change();
  if (!panel || document.activeElement !== document.body) return;
  if (held.isConnected) return held.focus({ preventScroll: true });
  nearest(document.getElementById(panel))?.focus({ preventScroll: true });
}
