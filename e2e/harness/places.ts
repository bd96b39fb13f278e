/** Where things are: the repository, the binary under test, the browser, the folder for what a run leaves behind. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

export const e2eFolder = resolve(import.meta.dirname, "..");
export const repository = resolve(e2eFolder, "..");
/** Screenshots, server logs and the summary; ignored by git, emptied at the start of every run. */
export const outFolder = join(e2eFolder, "out");
export const summaryFile = join(outFolder, "summary.json");

/** One of the repository's own media files, such as `lecture.mp4`. */
export function sample(name: string): string {
  return join(repository, "demo", name);
}

/** The binary under test: `USHER_BIN`, else the one `cargo build --bin usher` leaves. */
export function usherBinary(): string {
  const target = process.env["CARGO_TARGET_DIR"] ?? join(repository, "target");
  const path = process.env["USHER_BIN"] ?? join(target, "debug", "usher");
  if (!existsSync(path)) {
    throw new Error(`There is no binary at ${path}. Build it first: cargo build --bin usher (or set USHER_BIN).`);
  }
  return path;
}

/** Debian's Chromium, rather without a window: `CHROMIUM`, else the first one found on PATH. */
export function chromiumBinary(): string {
  const given = process.env["CHROMIUM"];
  const names = given === undefined ? ["chromium-headless-shell", "chromium", "chromium-browser"] : [given];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  for (const name of names) {
    const found = [name, ...folders.map((folder) => join(folder, name))].find((path) => path.includes("/") && executable(path));
    if (found !== undefined) return found;
  }
  throw new Error("Chromium is not on PATH. Install it (Debian: apt-get install chromium) or set CHROMIUM.");
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
