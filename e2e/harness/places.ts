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
  const found = program(process.env["CHROMIUM"], "chromium-headless-shell", "chromium", "chromium-browser");
  if (found === undefined) throw new Error("Chromium is not on PATH. Install it (Debian: apt-get install chromium) or set CHROMIUM.");
  return found;
}

/** Debian's Firefox: `FIREFOX`, else the first one found on PATH. */
export function firefoxBinary(): string {
  const found = program(process.env["FIREFOX"], "firefox-esr", "firefox");
  if (found === undefined) throw new Error("Firefox is not on PATH. Install it (Debian: apt-get install firefox-esr) or set FIREFOX.");
  return found;
}

/** The given program, else the first of these names that is found on PATH. */
function program(given: string | undefined, ...names: string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const places = (given === undefined ? names : [given]).flatMap((name) => [name, ...folders.map((folder) => join(folder, name))]);
  return places.find((path) => path.includes("/") && executable(path));
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
