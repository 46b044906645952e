/** "in 15 min" puts that venue time into the field beside it. */
import { page } from "./page.js";
import { serverNow, wallClock } from "./time.js";

document.addEventListener("click", ({ target }) => {
  const preset = target instanceof Element && target.closest("[data-in]");
  if (!preset) return;
  const field = preset.form.querySelector("[data-venue-time]");
  const at = serverNow() + Number(preset.dataset.in) * 60000;
  field.value = wallClock(at, page.zone).clock;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
