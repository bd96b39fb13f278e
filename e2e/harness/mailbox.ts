/** A real mail server (aiosmtpd) and what arrives at it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { eventually } from "./eventually.ts";

/** A mail as its reader's program takes it apart. */
export interface Mail {
  /** Of the envelope. */
  from: string;
  to: string[];
  subject: string;
  /** As the reader sees it. */
  sender: string;
  text: string;
  html: string;
}

export class Mailbox {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #mails: Mail[];

  private constructor(port: number, child: ChildProcess, mails: Mail[]) {
    this.port = port;
    this.#child = child;
    this.#mails = mails;
  }

  /** Starts one on a free port. Debian's Python knows Debian's packages. */
  static async open(): Promise<Mailbox> {
    const script = fileURLToPath(new URL("mailbox.py", import.meta.url));
    const child = spawn("/usr/bin/python3", [script], { stdio: ["pipe", "pipe", "inherit"] });
    const mails: Mail[] = [];
    const lines = createInterface({ input: child.stdout });
    const first = await Promise.race([
      once(lines, "line"),
      once(child, "exit").then(() => {
        throw new Error("The mail server did not start: is python3-aiosmtpd installed?");
      }),
    ]);
    const { port } = JSON.parse(String(first[0])) as { port: number };
    lines.on("line", (line) => mails.push(JSON.parse(line) as Mail));
    return new Mailbox(port, child, mails);
  }

  /** The newest mail to an address; waits for it. */
  async mailTo(address: string): Promise<Mail> {
    return eventually(() => {
      const mail = this.#mails.findLast((one) => one.to.includes(address));
      if (mail === undefined) throw new Error(`No mail to ${address} has come`);
      return mail;
    }, 30_000);
  }

  /** How many mails came. */
  get count(): number {
    return this.#mails.length;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.stdin?.end();
    await gone;
  }
}
