/**
 * How the fields of a form are read: the rule of `server/readings.py`, which is its twin for posts.
 * A field's name is the path of its value, and behind a colon how it is read: `now.title.fr:text`.
 */
import { instantAt, nextInstant } from "./time.js";

const IMPLIED = { closing: "none", until: "clock", floor: "none", at: "clock" };
const OF_THE_FORM = new Set(["id", "back"]);
const KINDS = new Map([
  ...["stream", "diffusion", "transmisión"].map((word) => [word, "stream"]),
  ...["interpretation", "interprétation", "interpretación"].map((word) => [word, "interpretation"]),
]);

/** A field that cannot be read; its `message` names the word to say. */
export class Unreadable extends Error {}

const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

function link(line) {
  const words = line.split(/\s+/);
  const kind = words.length > 1 ? KINDS.get(words[0].toLowerCase()) : undefined;
  if (kind) words.shift();
  return { kind: kind ?? "stream", language: words.slice(0, -1).join(" "), url: words.at(-1) };
}

function span(text) {
  const [minutes, seconds = 0] = text.split(":").map(Number);
  return minutes * 60 + seconds;
}

/** An instant in words stays as it is; of a clock that shows no such time nothing is said. */
function next(text) {
  if (text.length > 5) return text;
  return nextInstant(text.padStart(5, "0"));
}

const read = {
  "": (text) => text || undefined,
  text: (text) => text,
  none: (text) => text || null,
  yes: (text) => text === "yes",
  count: (text) => Number(text || 0),
  span: (text) => (text ? span(text) : null),
  json: (text) => (text ? JSON.parse(text) : undefined),
  seen: (text) => (text ? JSON.parse(text) : undefined),
  links: (text) => lines(text).map(link),
  titles: (text, _, language) => lines(text).map((line) => ({ [language]: line })),
  clock: (text) => (text ? next(text) : undefined),
  local: (text) => (text ? at(...text.split("T")) : null),
  day: (text, times) => (times.day = text || null),
  time: (text, times) => (times.before = text ? at(times.day, text) : null),
  end(text, times) {
    if (!text) return null;
    const end = at(times.day, text);
    return times.before && end <= times.before ? at(following(times.day), text) : end;
  },
};

function at(day, clock) {
  if (!day) throw new Unreadable("day_first");
  return instantAt(day, clock.padStart(5, "0"));
}

const following = (day) => new Date(Date.parse(day) + 24 * 3600 * 1000).toISOString().slice(0, 10);

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Lays a value over what is there: an object's keys each for itself, anything else whole. */
function lay(data, path, value) {
  if (!path) return Object.entries(value).forEach(([key, part]) => layOver(data, key, part));
  const above = path.split(".");
  const last = above.pop();
  for (const key of above) data = data[key] ??= {};
  layOver(data, last, value);
}

function layOver(data, key, value) {
  if (!isObject(value) || !isObject(data[key])) return void (data[key] = value);
  for (const [inner, part] of Object.entries(value)) layOver(data[key], inner, part);
}

/** The seconds of one kind of speech by one role (`statement.delegate`; either may be empty: any). */
function limit(text, of) {
  const [kind, role] = of.split(".");
  return text ? [{ seconds: span(text), kind: kind || null, role: role || null }] : [];
}

/** Readings whose fields of one name make one list; they get what stands behind the first dot too. */
const GATHERED = { each: (text) => (text ? [text] : []), limit };

/** The data that a form says. Throws `Unreadable`. @param {HTMLFormElement} form @param {HTMLElement} [submitter] */
export function dataOf(form, submitter) {
  const data = {}, times = { day: null, before: null }, gathered = {};
  for (const [name, given] of new FormData(form, submitter)) {
    if (OF_THE_FORM.has(name)) continue;
    const [path, reading = IMPLIED[name] ?? ""] = name.split(":");
    const [kind, ...further] = reading.split("."), argument = further.join(".");
    const text = given.replaceAll("\r\n", "\n").trim();
    if (kind in GATHERED) {
      gathered[path] = [...(gathered[path] ?? []), ...GATHERED[kind](text, argument)];
      lay(data, path, gathered[path]);
      continue;
    }
    const value = path || kind !== "day" ? read[kind](text, times, argument) : void read.day(text, times);
    if (value === undefined) continue;
    if (kind === "seen") lay(data, "now", read.json(text));
    lay(data, path, value);
  }
  return data;
}
