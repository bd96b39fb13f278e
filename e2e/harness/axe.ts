/** axe-core, run in a world of its own so that the page's strict policy stays in force and the page cannot notice. */
import assert from "node:assert/strict";
import type { AxeResults, Result } from "axe-core";
import axeCore from "axe-core";
import type { Page } from "playwright-core";
import { deviceOf } from "./device.ts";
import { inOwnWorld } from "./own-world.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with every violation, its elements and what would mend them. */
export async function axe(page: Page): Promise<void> {
  const results = await inOwnWorld(page, async (evaluate) => {
    // A colour half-way through a transition is nobody's colour: jump to its end.
    await evaluate("document.getAnimations().forEach((a) => { try { a.finish(); } catch { a.cancel(); } })");
    await evaluate(axeCore.source);
    return (await evaluate(`axe.run(document, ${JSON.stringify({ runOnly: TAGS, resultTypes: ["violations"] })})`)) as AxeResults;
  });
  const { size, theme } = deviceOf(page).look;
  if (results.violations.length > 0) {
    assert.fail(`axe on ${page.url()} (${size}, ${theme}):\n${results.violations.map(describe).join("\n")}`);
  }
}

function describe(violation: Result): string {
  const nodes = violation.nodes.map((node) => `    ${node.html}\n      ${(node.failureSummary ?? "").replaceAll("\n", "\n      ")}`);
  return `  ${violation.id}: ${violation.help}\n${nodes.join("\n")}`;
}
