/** A running `usher demo`, or an empty hub, with a data folder of its own. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, closeSync, cpSync, constants, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Account, type Announcement, type Entry, type Invite, parseAnnouncement, parseReady } from "./announcement.ts";
import { outFolder, usherBinary } from "./places.ts";
import { forget, remember } from "./strays.ts";

/** Making the demo's media takes ffmpeg a while; starting on a filled folder is quick. */
const FIRST_START_MS = 180_000;
const STOP_MS = 15_000;

export interface UsherOptions {
  /** Names the log file `out/<name>.log`. */
  name: string;
  /** A filled data folder to copy; without it the demo fills an empty one. */
  seed?: string | undefined;
  /** `usher serve` on an empty folder, as an administrator meets it. */
  empty?: boolean;
  /** Further arguments and environment of the process. */
  args?: string[];
  env?: Record<string, string>;
}

export class Usher {
  readonly logFile: string;
  readonly dataFolder: string;
  readonly #options: UsherOptions;
  #child: ChildProcess | undefined;
  #announcement: Announcement | undefined;

  private constructor(options: UsherOptions) {
    this.#options = options;
    mkdirSync(outFolder, { recursive: true });
    this.logFile = join(outFolder, `${options.name}.log`);
    this.dataFolder = mkdtempSync(join(tmpdir(), "usher-e2e-"));
    if (options.seed !== undefined && options.empty !== true) {
      cpSync(options.seed, this.dataFolder, { recursive: true, mode: constants.COPYFILE_FICLONE, preserveTimestamps: true });
    }
  }

  /** Starts on a free port and answers once the process says that it serves. */
  static async start(options: UsherOptions): Promise<Usher> {
    const usher = new Usher(options);
    try {
      await usher.#launch("127.0.0.1:0");
      return usher;
    } catch (error) {
      await usher.stop();
      throw error;
    }
  }

  get said(): Announcement {
    if (this.#announcement === undefined) throw new Error("usher has not announced itself");
    return this.#announcement;
  }

  /** The server's address without a slash at its end. */
  get baseUrl(): string {
    return this.said.base_url.replace(/\/$/, "");
  }

  /** The first demo account for which all given facts hold. */
  account(facts: Partial<Account>): Account {
    return pick("account", this.said.accounts, facts);
  }

  entry(facts: Partial<Entry>): Entry {
    return pick("entry", this.said.entries, facts);
  }

  invite(facts: Partial<Invite>): Invite {
    return pick("invite", this.said.invites, facts);
  }

  /** The end of the server's log, for a failure's message. */
  logTail(lines = 40): string {
    return readFileSync(this.logFile, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  }

  /** Runs `usher admin` beside the server, with a line on its standard input; fails when it does. */
  admin([deed = "", ...args]: string[], line = ""): string {
    const done = spawnSync(usherBinary(), ["admin", "--data", this.dataFolder, deed, ...args], { input: `${line}\n`, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`usher admin ${deed} ended with ${done.status ?? done.signal ?? "?"}: ${done.stderr}`);
    return done.stdout;
  }

  /** Ends the process as given and starts it again on the same address and data. */
  async restart(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const address = new URL(this.said.base_url).host;
    await this.halt(signal);
    await this.#launch(address);
  }

  /** Ends the process and keeps the data folder. */
  async halt(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      const impatience = setTimeout(() => {
        this.#note("did not stop in time; killed");
        child.kill("SIGKILL");
      }, STOP_MS);
      child.kill(signal);
      await gone;
      clearTimeout(impatience);
    }
    forget(child.pid);
  }

  /** Ends the process and removes its data. */
  async stop(): Promise<void> {
    await this.halt();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  async #launch(listen: string): Promise<void> {
    const empty = this.#options.empty === true;
    const where = ["--data", this.dataFolder, "--listen", listen];
    const args = [...(empty ? ["serve", ...where] : ["demo", ...where, "--json"]), ...(this.#options.args ?? [])];
    this.#note(`usher ${args.join(" ")}`);
    const log = openSync(this.logFile, "a");
    const child = spawn(usherBinary(), args, {
      stdio: ["ignore", "pipe", log],
      env: { ...process.env, ...this.#options.env },
    });
    closeSync(log);
    this.#child = child;
    remember(child.pid, this.dataFolder);
    const line = await this.#firstLine(child);
    this.#announcement = empty ? parseReady(line) : parseAnnouncement(line);
  }

  /** The first line on standard output; whatever follows goes to the log. */
  async #firstLine(child: ChildProcess): Promise<string> {
    if (child.stdout === null) throw new Error("usher has no standard output");
    const lines = createInterface({ input: child.stdout });
    return new Promise((resolve, reject) => {
      const fail = (why: string) => {
        clearTimeout(impatience);
        reject(new Error(`usher ${why}. The end of its log:\n${this.logTail()}`));
      };
      const impatience = setTimeout(() => {
        fail(`said nothing within ${FIRST_START_MS / 1000} s`);
      }, FIRST_START_MS);
      child.once("error", (error) => {
        fail(`could not be started: ${error.message}`);
      });
      child.once("exit", (code, signal) => {
        fail(`ended before it served (${code ?? signal ?? "?"})`);
      });
      lines.on("line", (line) => {
        clearTimeout(impatience);
        this.#note(line);
        resolve(line);
      });
    });
  }

  #note(line: string): void {
    appendFileSync(this.logFile, `e2e: ${line}\n`);
  }
}

function pick<T extends object>(what: string, all: T[], facts: Partial<T>): T {
  const wanted = Object.entries(facts);
  const found = all.find((one) => wanted.every(([key, value]) => one[key as keyof T] === value));
  if (found === undefined) throw new Error(`The demo has no ${what} with ${JSON.stringify(facts)}`);
  return found;
}
