/** Single keys for the chair; each has a visible button, and all can be switched off. */
const SWITCH = "hemicycle.keys";
let dialog, on;

const typing = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || element.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])"));

function keydown(event) {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (typing(event.target) || dialog?.open || (on && !on.checked)) return;
  const key = event.key.toLowerCase();
  if (key === "?" && dialog) dialog.showModal();
  else if (!press(key) && !unfold(key)) return;
  event.preventDefault();
}

function press(key) {
  const button = /^[a-z]$/.test(key) && [...document.querySelectorAll(`[data-key~="${key}"]`)].findLast((one) => one.checkVisibility());
  if (!button) return false;
  button.focus();
  button.click();
  return true;
}

function unfold(key) {
  const details = /^[a-z]$/.test(key) && document.querySelector(`[data-key-open="${key}"]`);
  if (!details) return false;
  details.open = true;
  details.querySelector("input:not([type=hidden]), select, button")?.focus();
  return true;
}

/** Escape folds an open choice and gives the focus back to what opened it. */
function escape(event) {
  if (event.key !== "Escape") return;
  const details = event.target instanceof Element && event.target.closest("details[open]");
  if (!details) return;
  details.open = false;
  details.querySelector("summary").focus();
}

function restoreSwitch() {
  try { on.checked = localStorage.getItem(SWITCH) !== "off"; } catch { return; }
  on.addEventListener("change", () => localStorage.setItem(SWITCH, on.checked ? "on" : "off"));
}

/** The keys are those of the page that is shown; it may become another one. */
function begin() {
  dialog = document.getElementById("keys");
  on = dialog?.querySelector("[data-keys-on]");
  if (!dialog) return;
  document.querySelector("[data-keys]")?.addEventListener("click", () => dialog.showModal());
  restoreSwitch();
}

export function startKeys() {
  document.addEventListener("keydown", escape);
  document.addEventListener("keydown", (event) => { if (dialog) keydown(event); });
  document.addEventListener("turned", begin);
  begin();
}
