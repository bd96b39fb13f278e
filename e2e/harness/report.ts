/** From the runner's events to lines for people and a summary for `cargo xtask test`. */
import { writeFileSync } from "node:fs";
import type { run } from "node:test";
import { e2eFolder, summaryFile } from "./places.ts";

export interface Summary {
  passed: number;
  failed: number;
  seconds: number;
  failures: { feature: string; name: string; message: string }[];
}

interface Happening {
  name: string;
  nesting: number;
  skip?: string | boolean;
  todo?: string | boolean;
  details: { duration_ms: number; type?: string; error?: Error & { cause?: unknown } };
}

/** Prints each story as it ends and answers the totals. */
export async function report(events: ReturnType<typeof run>): Promise<Summary> {
  const started = performance.now();
  const summary: Summary = { passed: 0, failed: 0, seconds: 0, failures: [] };
  let feature = "";
  for await (const event of events as AsyncIterable<{ type: string; data: unknown }>) {
    const data = event.data as Happening;
    if (event.type === "test:start" && data.nesting === 0) {
      feature = data.name.replace(`${e2eFolder}/`, "");
      console.log(`  ${feature}`);
    }
    if (event.type === "test:pass") passed(summary, data, feature);
    if (event.type === "test:fail") failed(summary, data, feature);
    if (event.type === "test:stdout" || event.type === "test:stderr") {
      process.stderr.write((event.data as { message: string }).message);
    }
  }
  summary.seconds = Math.round((performance.now() - started) / 100) / 10;
  return summary;
}

function passed(summary: Summary, story: Happening, feature: string): void {
  if (isGroup(story)) return;
  // A story that did not run proves nothing, so it does not count as one that passed.
  if ((story.skip ?? false) !== false || (story.todo ?? false) !== false) {
    fail(summary, story, feature, "was skipped");
    return;
  }
  summary.passed += 1;
  console.log(`    ok    ${story.name} (${seconds(story)})`);
}

function failed(summary: Summary, story: Happening, feature: string): void {
  // A group fails when one of its stories did, which has been counted; or in its own set-up, which has not.
  if (isGroup(story) && /subtests? failed|cancelled/i.test(messageOf(story))) return;
  fail(summary, story, feature, messageOf(story));
}

function fail(summary: Summary, story: Happening, feature: string, message: string): void {
  summary.failed += 1;
  summary.failures.push({ feature, name: story.name.replace(`${e2eFolder}/`, ""), message });
  console.log(`    FAIL  ${story.name} (${seconds(story)})\n${message.replaceAll(/^/gm, "          ")}`);
}

export function writeSummary(summary: Summary): void {
  writeFileSync(summaryFile, `${JSON.stringify(summary, null, 2)}\n`);
}

function isGroup(story: Happening): boolean {
  return story.details.type === "suite" || story.name.endsWith(".story.ts");
}

function messageOf(story: Happening): string {
  const error = story.details.error;
  const cause = error?.cause;
  return cause instanceof Error ? cause.message : (error?.message ?? "failed without a reason");
}

function seconds(story: Happening): string {
  return `${(story.details.duration_ms / 1000).toFixed(1)} s`;
}
