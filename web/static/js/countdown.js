/** Digits that run down to an instant: 4:05, 1:29:30; whole days are said in words. */
import { digits } from "./digits.js";
import { fitTitles } from "./fit.js";
import { page } from "./page.js";

const DAY = 24 * 3600;

const running = (seconds) => (seconds >= DAY ? inDays(Math.floor(seconds / DAY)) : digits(seconds));

const inDays = (days) =>
  new Intl.NumberFormat(page.lang, { style: "unit", unit: "day", unitDisplay: "long" }).format(days);

/** @param {number} now milliseconds, as the server counts them */
export function showCountdowns(now) {
  for (const element of document.querySelectorAll("[data-countdown]")) {
    const seconds = Math.max(0, Math.ceil((Date.parse(element.dataset.countdown) - now) / 1000));
    const text = running(seconds);
    const before = element.textContent.length;
    if (element.textContent !== text) element.textContent = text;
    element.toggleAttribute("data-due", seconds === 0);
    if (before !== text.length) fitTitles();
  }
}
