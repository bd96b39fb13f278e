/**
 * Servers and browsers that outlive their story file: a file that is killed cannot stop what it started, so every
 * process that has a folder of its own is written down in the run's folder, and the runner ends what is left.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Set by the runner for the story files; absent when a file is run by itself. */
const folder = process.env["E2E_PROCESSES"];

export function remember(pid: number | undefined, ownFolder: string): void {
  if (folder === undefined || pid === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, String(pid)), ownFolder);
}

export function forget(pid: number | undefined): void {
  if (folder === undefined || pid === undefined) return;
  rmSync(join(folder, String(pid)), { force: true });
}

/** Ends every process still written down and removes its folder. */
export function endStrays(processes: string): void {
  for (const pid of list(processes)) {
    const ownFolder = readFileSync(join(processes, pid), "utf8");
    // The number may belong to somebody else by now: only a process that works on our folder is ours.
    if (commandLine(pid).includes(ownFolder)) process.kill(Number(pid), "SIGKILL");
    rmSync(ownFolder, { recursive: true, force: true });
  }
}

function list(processes: string): string[] {
  try {
    return readdirSync(processes);
  } catch {
    return [];
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
