/**
 * What is typed in a form with `data-check` is checked before it is saved: the form is posted there as it stands, and
 * what the checks find comes back beside the fields they concern.
 */
const PAUSE = 350; // milliseconds without a key
/** The last check of each form that is under way. @type {WeakMap<HTMLFormElement, AbortController>} */
const checking = new WeakMap();
const waiting = new WeakMap();

async function check(form) {
  checking.get(form)?.abort();
  const own = new AbortController();
  checking.set(form, own);
  const asked = new URL(form.dataset.check, location.href);
  asked.searchParams.set("lang", document.documentElement.lang);
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(asked, { method: "POST", body, signal: own.signal }).catch(() => undefined);
  if (answer?.status !== 200) return;
  const found = document.createElement("template");
  found.innerHTML = await answer.text();
  if (own.signal.aborted) return;
  for (const place of form.querySelectorAll("[data-checks]")) {
    const said = found.content.querySelector(`[data-checks="${place.dataset.checks}"]`)?.innerHTML ?? "";
    if (place.innerHTML !== said) place.innerHTML = said;
  }
}

for (const kind of ["input", "change"])
  document.addEventListener(kind, ({ target }) => {
    const form = target.closest?.("form[data-check]");
    if (!form) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(check, PAUSE, form));
  });
