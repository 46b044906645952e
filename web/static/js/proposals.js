/**
 * The page of proposals follows the search it has begun, part by part; sliders say in words how much a wish matters.
 * Without script the page asks again by itself, and a slider's ends say what they mean.
 */
import { announceNow } from "./announce.js";

const EVERY = 700;
const words = new Map([...document.querySelectorAll("#weights option")].map((option) => [option.value, option.label]));

document.addEventListener("input", ({ target }) => {
  if (target.type !== "range") return;
  const said = words.get(target.value) ?? target.value;
  target.setAttribute("aria-valuetext", said);
  target.parentElement.querySelector(".said").textContent = said;
});

/** @param {Element} place how far the search was @returns {Promise<Element | undefined>} how far it is */
async function newest(place) {
  const asked = new URL(location.pathname, location.href);
  asked.searchParams.set("search", place.dataset.search);
  asked.searchParams.set("alone", "");
  asked.searchParams.set("lang", document.documentElement.lang);
  const answer = await fetch(asked, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => undefined);
  if (answer?.status === 404) return location.reload();
  if (!answer?.ok) return undefined;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("search");
}

async function follow() {
  const place = document.getElementById("search");
  if (!place || !("running" in place.dataset)) return;
  const next = await newest(place);
  if (next && next.outerHTML !== place.outerHTML) {
    const inside = place.contains(document.activeElement);
    const kept = inside && document.activeElement.id;
    place.replaceWith(document.adoptNode(next));
    if (inside) (document.getElementById(kept) ?? document.getElementById("found")).focus({ preventScroll: true });
    announceNow();
  }
  setTimeout(follow, EVERY);
}
follow();
document.documentElement.dataset.alive = "";
