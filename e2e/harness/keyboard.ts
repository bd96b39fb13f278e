/** What a person without a mouse meets, as the accessibility tree tells it. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { inOwnWorld } from "./own-world.ts";

export interface Stop {
  role: string;
  name: string;
}

const DEEPEST_ACTIVE = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body || at === document.documentElement ? null : at;
})()`;

/** The focused element's role and accessible name; `undefined` when the focus is on the page itself. */
export async function focused(page: Page): Promise<Stop | undefined> {
  const session = await page.context().newCDPSession(page);
  try {
    const { result } = await session.send("Runtime.evaluate", { expression: DEEPEST_ACTIVE });
    if (result.objectId === undefined) return undefined;
    const { nodes } = await session.send("Accessibility.getPartialAXTree", { objectId: result.objectId, fetchRelatives: false });
    return { role: text(nodes[0]?.role?.value), name: text(nodes[0]?.name?.value) };
  } finally {
    await session.detach();
  }
}

/** Presses Tab from the top of the page until the focus leaves it; everything it stopped at, in order. */
export async function tabOrder(page: Page, limit = 150): Promise<Stop[]> {
  const stops: Stop[] = [];
  await page.waitForLoadState();
  await inOwnWorld(page, (evaluate) => evaluate("document.activeElement?.blur()"));
  while (stops.length < limit) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop === undefined) return stops;
    stops.push(stop);
  }
  throw new Error(`The focus does not leave the page after ${limit} stops: a trap? ${JSON.stringify(stops.slice(-5))}`);
}

/** Presses Tab until the focus is on the element with this name (and role). */
export async function tabTo(page: Page, name: string | RegExp, role?: string): Promise<void> {
  const passed: string[] = [];
  await page.waitForLoadState();
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop === undefined) continue;
    const named = typeof name === "string" ? stop.name === name : name.test(stop.name);
    if (named && (role === undefined || stop.role === role)) return;
    passed.push(`${stop.role} “${stop.name}”`);
  }
  assert.fail(`Tab never reached ${String(name)}; it passed ${passed.slice(0, 30).join(", ")}`);
}

/** Fails when something that takes the focus has no name. */
export async function everyStopHasAName(page: Page): Promise<Stop[]> {
  const stops = await tabOrder(page);
  const nameless = stops.filter((stop) => stop.name.trim() === "");
  if (nameless.length > 0) assert.fail(`Without a name on ${page.url()}: ${nameless.map((stop) => stop.role).join(", ")}`);
  return stops;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
