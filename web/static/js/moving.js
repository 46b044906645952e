/**
 * Motions by one's own press: which may be moved now, and one's own that is pending. The panel says it for everybody;
 * `server/floor_pages/moving_views.py` says the same when the page is loaded.
 */
let bar, parts, members;
const isOwn = ({ dataset }) => members.has(dataset.member) || (dataset.person !== "" && dataset.person === bar.dataset.asker);

function show() {
  if (!parts.length) return;
  const panel = document.getElementById("panel-motions");
  const movable = new Set((panel?.dataset.movable ?? "").split(" ").filter(Boolean));
  const own = [...(panel?.querySelectorAll(".is-pending") ?? [])].find(isOwn);
  const moved = bar.querySelector("[data-moved]");
  moved.hidden = !own;
  moved.querySelector("[data-own-motion-words]").textContent = own?.dataset.words ?? "";
  for (const part of parts) {
    part.hidden = !own && !movable.size;
    part.querySelector("[data-own-motion]").hidden = !own;
    part.querySelector("[data-own-motion-id]").value = own?.id ?? "";
    part.querySelector("[data-own-motion-words]").textContent = own?.dataset.words ?? "";
    for (const kind of part.querySelectorAll("[data-motion-kind]")) kind.hidden = !movable.has(kind.dataset.motionKind);
  }
}

/** The bar is that of the page that is shown; it may become another one. */
function begin() {
  bar = document.getElementById("asking");
  parts = bar?.querySelectorAll("[data-moves]") ?? [];
  members = new Set((bar?.dataset.members ?? "").split(" ").filter(Boolean));
  show();
}

document.addEventListener("shown", show);
document.addEventListener("turned", begin);
begin();
