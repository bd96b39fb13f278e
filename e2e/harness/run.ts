/** `npm run stories [-- part-of-a-file-name …]`: every story file against the real binary; summary in out/summary.json. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "node:test";
import assert from "node:assert/strict";
import { openBrowser } from "./browser.ts";
import { Device } from "./device.ts";
import { eventually } from "./eventually.ts";
import { Member } from "./member.ts";
import { chromiumBinary, e2eFolder, outFolder, usherBinary } from "./places.ts";
import { report, type Summary, writeSummary } from "./report.ts";
import { endStrays } from "./strays.ts";
import { Usher } from "./usher.ts";

/** How long one story file may take, in milliseconds. */
const FILE_MS = 10 * 60_000;

/** How long the demo's films may take to get their qualities, in milliseconds. */
const PREPARED_MS = 5 * 60_000;

async function main(parts: string[]): Promise<Summary> {
  rmSync(outFolder, { recursive: true, force: true });
  mkdirSync(outFolder, { recursive: true });
  console.log(`binary    ${usherBinary()}\nbrowser   ${chromiumBinary()}`);
  const files = storyFiles(parts);
  if (files.length === 0) throw new Error(`No story file matches ${parts.join(", ")}`);

  const folder = mkdtempSync(join(tmpdir(), "usher-e2e-run-"));
  const processes = join(folder, "processes");
  process.env["E2E_PROCESSES"] = processes;
  let seed: Usher | undefined;
  try {
    seed = await Usher.start({ name: "seed" });
    await untilPrepared(seed);
    await seed.halt();
    process.env["E2E_SEED"] = seed.dataFolder;
    return await report(run({ files, concurrency: Math.max(1, Math.min(files.length, availableParallelism())), timeout: FILE_MS }));
  } finally {
    endStrays(processes);
    await seed?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The demo's films get their qualities here once, and not in the server of each story file anew. */
async function untilPrepared(seed: Usher): Promise<void> {
  const films = seed.said.entries.filter(({ kind }) => kind === "video" || kind === "audio");
  const browser = await openBrowser();
  try {
    for (const account of seed.said.accounts) {
      const own = films.filter(({ owner }) => owner === account.email);
      if (own.length === 0) continue;
      const device = await Device.open(browser, seed.baseUrl, {});
      const member = await Member.on(device, account);
      for (const { id } of own) {
        await eventually(async () => {
          const { qualities } = await member.send<{ qualities: { state: string | null } }>("GET", `/api/v1/entries/${id}`);
          assert.ok(qualities.state === "made" || qualities.state === "failed", `the qualities of ${id} are ${qualities.state ?? "not asked for"}`);
        }, PREPARED_MS);
      }
      await device.close();
    }
  } finally {
    await browser.close();
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
