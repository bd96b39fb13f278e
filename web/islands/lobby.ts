/** Landing page, lobby and refusals. Nothing here is needed to get in. */

import { guardForms } from "./parts/busy.js";
import { proof, proveSession } from "./parts/device-key.js";
import { showTimes } from "./parts/times.js";

guardForms();
showTimes(document);
document.querySelector<HTMLElement>("[data-focus]")?.focus();

/** How long (ms) the page's nonce is used; after that a new one is asked for. */
const fresh = 180_000;
const opened = Date.now();

/** The form carries a proof of the browser's key, which binds the seat to it. */
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const { nonce, showsKey } = form.dataset;
  if (event.defaultPrevented || (nonce ?? showsKey) === undefined) return;
  event.preventDefault();
  // A guest who signs in shows the key of the seat, so that what they hold goes on as theirs.
  const shown = nonce === undefined ? proveSession() : carryProof(form, nonce);
  void shown.finally(() => { form.submit(); });
});

/** The way to a provider shows the key as well: whoever comes back from there goes on from it. */
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-shows-key]") : null;
  if (link === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void proveSession().finally(() => { location.assign(link.href); });
});

async function carryProof(form: HTMLFormElement, nonce: string): Promise<void> {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "proof" });
  field.value = await proof("seat", Date.now() - opened < fresh ? nonce : await newNonce(nonce), true);
  form.querySelector("[name=proof]")?.remove();
  form.append(field);
}

async function newNonce(old: string): Promise<string> {
  try {
    const answer = await fetch(location.href, { headers: { accept: "application/json" }, cache: "no-store" });
    return ((await answer.json()) as { nonce?: string }).nonce ?? old;
  } catch {
    return old;
  }
}

/** In the place of a page that needs a proof: proves, and goes on to it. */
async function prove(card: HTMLElement): Promise<void> {
  // Whoever comes round again at once would come round for ever.
  const before = Number(sessionStorage.getItem("proved") ?? 0);
  const outcome = Date.now() - before < 5_000 ? "refused" : await proveSession();
  if (outcome === "unknown") {
    setTimeout(() => void prove(card), 2_000);
  } else if (outcome === "proved") {
    sessionStorage.setItem("proved", String(Date.now()));
    location.replace(location.href.split("#")[0] ?? location.href);
  } else {
    card.remove();
    const notice = document.querySelector<HTMLElement>("[data-unproved]");
    if (notice !== null) notice.hidden = false;
  }
}

/** A verified member has nothing to type: the one button presses itself, but not when coming back. */
function pressByItself(): void {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (visit?.type === "back_forward") return;
  document.querySelector<HTMLFormElement>("form[data-auto]")?.requestSubmit();
}

/** Android marks its embedded view; on iOS every real browser, and only a real one, names Safari. */
function insideAnApp(): boolean {
  const agent = navigator.userAgent;
  return /; wv\)/.test(agent) || (/iPhone|iPad|iPod/.test(agent) && !agent.includes("Safari/"));
}

/** Asks until the entry is prepared, ever more slowly, then shows the page anew. */
async function waitUntilReady(address: string, pause = 2_000): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, pause));
  let ready = false;
  try {
    const answer = await fetch(address, { headers: { accept: "application/json" }, redirect: "manual" });
    const code = answer.status === 409 ? ((await answer.json()) as { code?: string }).code : "";
    ready = code !== "not_ready" && answer.status !== 429 && answer.status < 500;
  } catch {
    // No connection: ask again.
  }
  if (ready) location.reload();
  else await waitUntilReady(address, Math.min(pause * 1.3, 15_000));
}

pressByItself();
const proving = document.querySelector<HTMLElement>("[data-prove]");
if (proving !== null) void prove(proving);
if (insideAnApp()) {
  for (const hint of document.querySelectorAll<HTMLElement>("[data-in-app]")) hint.hidden = false;
}
const waiting = document.querySelector<HTMLElement>("[data-poll]");
if (waiting !== null) void waitUntilReady(waiting.dataset.poll || location.href);
