/** Digits that run down to an instant: 4:05, 1:29:30; whole days are said in words. */
import { fitTitles } from "./fit.js";
import { page } from "./page.js";

const two = (number) => String(number).padStart(2, "0");

function digits(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours >= 24) return inDays(Math.floor(hours / 24));
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

const inDays = (days) =>
  new Intl.NumberFormat(page.lang, { style: "unit", unit: "day", unitDisplay: "long" }).format(days);

/** @param {number} now milliseconds, as the server counts them */
export function showCountdowns(now) {
  for (const element of document.querySelectorAll("[data-countdown]")) {
    const seconds = Math.max(0, Math.ceil((Date.parse(element.dataset.countdown) - now) / 1000));
    const text = digits(seconds);
    const before = element.textContent.length;
    if (element.textContent !== text) element.textContent = text;
    element.toggleAttribute("data-due", seconds === 0);
    if (before !== text.length) fitTitles();
  }
}
