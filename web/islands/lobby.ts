/** Landing page, lobby and refusals. Nothing here is needed to get in. */

import { guardForms } from "./parts/busy.js";
import { showTimes } from "./parts/times.js";

guardForms();
showTimes(document);
document.querySelector<HTMLElement>("[data-focus]")?.focus();

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
if (insideAnApp()) {
  for (const hint of document.querySelectorAll<HTMLElement>("[data-in-app]")) hint.hidden = false;
}
const waiting = document.querySelector<HTMLElement>("[data-poll]");
if (waiting !== null) void waitUntilReady(waiting.dataset.poll || location.href);
