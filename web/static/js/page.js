/** What the server wrote on the page: where it stands, in which language, at which venue. */
const body = document.body.dataset;

export const page = {
  live: body.live,
  name: body.page,
  track: body.track || "",
  layout: body.layout || "",
  item: body.item || "",
  epoch: body.epoch,
  release: body.release,
  lang: body.lang || document.documentElement.lang || "en",
  zone: body.zone || "UTC",
  /** "Barcelona time (CET)" */
  zoneWords: body.zoneWords || "",
  now: body.now,
  seq: Number(body.seq) || 0,
};
