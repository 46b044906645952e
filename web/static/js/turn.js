/**
 * The page becomes another page of the same meeting, without a reload: who presides has changed, and the chair's console
 * is somebody else's now. Whoever loses it follows the meeting; to whom it comes, it comes alive.
 */
import { learnSaid } from "./announce.js";
import { learnWords } from "./words.js";
import { page } from "./page.js";

const sheets = (of) => [...of.querySelectorAll("link[rel=stylesheet]")];

/** Both pages' styles are there before anything is moved; what is only the old page's goes afterwards. */
async function dress(next) {
  const here = new Map(sheets(document).map((link) => [link.href, link]));
  const wanted = sheets(next).map((link) => link.href);
  const coming = sheets(next).filter((link) => !here.has(link.href)).map((link) => document.importNode(link));
  const loaded = coming.map((link) => new Promise((done) => { link.onload = link.onerror = done; }));
  document.head.append(...coming);
  await Promise.all(loaded);
  return () => { for (const [href, link] of here) if (!wanted.includes(href)) link.remove(); };
}

/** What stands behind `main`, up to the live region, which stays. */
function foot(body) {
  const all = [...body.children];
  return all.slice(all.indexOf(body.querySelector("#main")) + 1).filter((element) => element.id !== "announcer");
}

/** The head stays: its line, menus and clock go on; only the ways to the other pages are new. */
function put(next) {
  const announcer = document.getElementById("announcer");
  for (const old of foot(document.body)) old.remove();
  for (const element of foot(next.body)) announcer.before(document.adoptNode(element));
  document.getElementById("main").replaceWith(document.adoptNode(next.getElementById("main")));
  const ways = next.querySelector(".pages"), old = document.querySelector(".pages");
  if (ways && old) old.replaceWith(document.adoptNode(ways));
  else if (ways) document.querySelector(".head .what").after(document.adoptNode(ways));
  else old?.remove();
  for (const name of ["page", "seq", "epoch", "track", "layout", "item"]) document.body.dataset[name] = next.body.dataset[name] ?? "";
  document.documentElement.dataset.page = next.documentElement.dataset.page;
  document.title = next.title;
}

/**
 * @param {string} name of the page, as the socket calls it
 * @returns {Promise<number | undefined>} the number up to which the new page knows everything; nothing where it cannot be had
 */
export async function turnTo(name) {
  const address = new URL(page.live.replace(/live$/, name === "follow" ? "" : name).replace(/\/$/, ""), location.href);
  if (page.track) address.searchParams.set("track", page.track);
  const answer = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return undefined;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (next.body.dataset.page !== name || next.body.dataset.epoch !== page.epoch) return undefined;
  const scripts = [...next.querySelectorAll("script[type=module][src]")].map((script) => script.src);
  const undress = await dress(next);
  const inside = !document.activeElement?.closest(".head");
  learnSaid(next);
  put(next);
  undress();
  page.name = name;
  history.replaceState(history.state, "", address);
  learnWords();
  document.dispatchEvent(new Event("turned"));
  await Promise.all(scripts.map((source) => import(source)));
  if (inside) document.getElementById("main").focus({ preventScroll: true });
  scrollTo({ top: 0, behavior: "instant" });
  return Number(document.body.dataset.seq) || 0;
}
