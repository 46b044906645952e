/** Seconds as a clock shows them: 4:05, 1:29:30; `server/floor_pages/floor_views.py` says the same of less than an hour. */
const two = (number) => String(number).padStart(2, "0");

/** @param {number} seconds */
export function digits(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
