/** axe-core, run in a world of its own so that the page's strict policy stays in force and the page cannot notice. */
import assert from "node:assert/strict";
import type { AxeResults, Result } from "axe-core";
import axeCore from "axe-core";
import type { Page } from "playwright-core";
import { deviceOf, type Look } from "./device.ts";
import { type Evaluate, inOwnWorld } from "./own-world.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with every violation, its elements and what would mend them. */
export async function axe(page: Page): Promise<void> {
  await inOwnWorld(page, (evaluate) => axeBy(evaluate, page.url(), deviceOf(page).look));
}

/** The same on a page of any browser, by its evaluator. */
export async function axeBy(evaluate: Evaluate, address: string, { size, theme }: Look): Promise<void> {
  // A colour half-way through a transition is nobody's colour: jump to its end.
  await evaluate("document.getAnimations().forEach((a) => { try { a.finish(); } catch { a.cancel(); } })");
  await evaluate(`${axeCore.source}; undefined`);
  const asked = JSON.stringify({ runOnly: TAGS, resultTypes: ["violations"] });
  const { violations } = (await evaluate(`axe.run(document, ${asked})`)) as AxeResults;
  if (violations.length > 0) assert.fail(`axe on ${address} (${size}, ${theme}):\n${violations.map(describe).join("\n")}`);
}

function describe(violation: Result): string {
  const nodes = violation.nodes.map((node) => `    ${node.html}\n      ${(node.failureSummary ?? "").replaceAll("\n", "\n      ")}`);
  return `  ${violation.id}: ${violation.help}\n${nodes.join("\n")}`;
}
