/** Where nobody presses Next the clock alone says whether it is time; the server's clock, not this device's. */
export function showScheduled(now) {
  for (const element of document.querySelectorAll("[data-by-clock]")) {
    const { clockFrom, clockTo } = element.dataset;
    const before = now < Date.parse(clockFrom);
    element.dataset.byClock = before ? "" : now < Date.parse(clockTo) ? "now" : "over";
  }
}
