/** Instants of a page without a venue, which the server says in UTC: in the reader's own zone, by its name. */
import { page } from "./page.js";
import { readersZone } from "./time.js";

const language = page.lang === "en" ? "en-GB" : page.lang;
const day = new Intl.DateTimeFormat(language, {
  timeZone: readersZone, weekday: "long", day: "numeric", month: "long", year: "numeric",
});
const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: readersZone, hourCycle: "h23", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
});

for (const said of document.querySelectorAll("[data-own-time]")) {
  const time = said.querySelector("time");
  const at = Date.parse(time.dateTime);
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const zone = document.createElement("small");
  zone.textContent = part.timeZoneName.replace("GMT", "UTC").replace("-", "−");
  zone.title = readersZone;
  time.replaceChildren(`${part.hour}:${part.minute} `, zone);
  said.firstChild.textContent = `${day.format(at).replace(",", "")}, `;
}
