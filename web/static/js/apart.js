/** The speakers' form is no command, as names do not enter the record: it is posted by itself, and the page stays. */
import { notice } from "./notice.js";
import { say } from "./words.js";

async function post(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  return answer.json();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-apart")) return;
  event.preventDefault();
  if (form.hasAttribute("data-pending")) return;
  form.toggleAttribute("data-pending", true);
  const reply = await post(form).catch(() => undefined);
  form.toggleAttribute("data-pending", false);
  if (!reply) return notice(say("not_saved"));
  const told = new CustomEvent(reply.ok ? "done" : "refused", { detail: reply.refusal, bubbles: true, cancelable: true });
  if (reply.ok) form.closest("details").open = false;
  if (form.dispatchEvent(told) && !reply.ok) notice(reply.refusal.message);
});
