/** `npm run stories [-- part-of-a-file-name …]`: every story file against the real binary; summary in out/summary.json. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "node:test";
import { chromiumBinary, e2eFolder, outFolder, usherBinary } from "./places.ts";
import { report, type Summary, writeSummary } from "./report.ts";
import { endStrays } from "./strays.ts";
import { Usher } from "./usher.ts";

/** How long one story file may take, in milliseconds. */
const FILE_MS = 10 * 60_000;

async function main(parts: string[]): Promise<Summary> {
  rmSync(outFolder, { recursive: true, force: true });
  mkdirSync(outFolder, { recursive: true });
  console.log(`binary    ${usherBinary()}\nbrowser   ${chromiumBinary()}`);
  const files = storyFiles(parts);
  if (files.length === 0) throw new Error(`No story file matches ${parts.join(", ")}`);

  const folder = mkdtempSync(join(tmpdir(), "usher-e2e-run-"));
  const servers = join(folder, "servers");
  process.env["E2E_SERVERS"] = servers;
  let seed: Usher | undefined;
  try {
    seed = await Usher.start({ name: "seed" });
    await seed.halt();
    process.env["E2E_SEED"] = seed.dataFolder;
    return await report(run({ files, concurrency: Math.max(1, Math.min(files.length, availableParallelism())), timeout: FILE_MS }));
  } finally {
    endStrays(servers);
    await seed?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The longest files first: begun last, one of them would run alone at the end. */
function storyFiles(parts: string[]): string[] {
  return readdirSync(join(e2eFolder, "stories"))
    .filter((name) => name.endsWith(".story.ts") && (parts.length === 0 || parts.some((part) => name.includes(part))))
    .map((name) => join(e2eFolder, "stories", name))
    .sort((one, other) => statSync(other).size - statSync(one).size);
}

try {
  const summary = await main(process.argv.slice(2));
  writeSummary(summary);
  console.log(`stories: ${summary.passed} passed, ${summary.failed} failed in ${summary.seconds} s`);
  process.exitCode = summary.failed === 0 ? 0 : 1;
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(message);
  mkdirSync(outFolder, { recursive: true });
  writeSummary({ passed: 0, failed: 1, seconds: 0, failures: [{ feature: "e2e", name: "the run could not start", message }] });
  process.exitCode = 1;
}
