/**
 * Servers that outlive their story file: a file that is killed cannot stop what it started, so every server is
 * written down in the run's folder and the runner ends what is left.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Set by the runner for the story files; absent when a file is run by itself. */
const folder = process.env["E2E_SERVERS"];

export function rememberServer(pid: number | undefined, dataFolder: string): void {
  if (folder === undefined || pid === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, String(pid)), dataFolder);
}

export function forgetServer(pid: number | undefined): void {
  if (folder === undefined || pid === undefined) return;
  rmSync(join(folder, String(pid)), { force: true });
}

/** Ends every server still written down and removes its data. */
export function endStrays(servers: string): void {
  for (const pid of list(servers)) {
    const dataFolder = readFileSync(join(servers, pid), "utf8");
    // The number may belong to somebody else by now: only a process that works on our folder is ours.
    if (commandLine(pid).includes(dataFolder)) process.kill(Number(pid), "SIGKILL");
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

function list(servers: string): string[] {
  try {
    return readdirSync(servers);
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
