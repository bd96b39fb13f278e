/** What a page must never do: throw, log an error, break its own policy, ask another host, miss a file. */
import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";

/** The browser's own line for an answer of 4xx; the answers themselves are looked at one by one below. */
const FAILED_TO_LOAD = /^Failed to load resource/;
/** A stopped player, a left page or a download ends its request: not a fault. */
const ABORTED = /ERR_ABORTED|NS_BINDING_ABORTED|ERR_BLOCKED_BY_RESPONSE\.NotSameOrigin/;

export class Troubles {
  readonly #found: string[] = [];
  readonly #tolerated: RegExp[];
  readonly #home: string;

  constructor(baseUrl: string, tolerated: RegExp[]) {
    this.#tolerated = tolerated;
    this.#home = new URL(baseUrl).host;
  }

  /** What all pages of a Chromium's profile do. */
  static of(context: BrowserContext, baseUrl: string, tolerated: RegExp[]): Troubles {
    const troubles = new Troubles(baseUrl, tolerated);
    context.on("page", (page) => {
      troubles.#watch(page);
    });
    context.on("request", (request) => {
      troubles.asked(request.url());
    });
    context.on("requestfailed", (request) => {
      troubles.failed(request.failure()?.errorText ?? "?", request.url());
    });
    context.on("response", (response) => {
      troubles.answered(response.status(), response.url(), response.request().isNavigationRequest());
    });
    return troubles;
  }

  /** A request began. */
  asked(address: string): void {
    const url = new URL(address);
    if (!["data:", "blob:", "about:"].includes(url.protocol) && url.host !== this.#home) this.note("asks another host", address);
  }

  /** A request ended without an answer. */
  failed(why: string, address: string): void {
    if (!ABORTED.test(why)) this.note(`request failed (${why})`, address);
  }

  /** A request was answered. A refusal page is a page like any other; a missing file or a broken server is not. */
  answered(status: number, address: string, opensPage: boolean): void {
    if (status >= 500 || (status >= 400 && !opensPage)) this.note(`answer ${status}`, address);
  }

  /** Something that a page must not do. */
  note(what: string, where: string): void {
    this.#found.push(`${what} at ${where === "" ? "?" : where}`);
  }

  /** From now on these lines are expected: an upload cut off on purpose, a server that was killed. */
  tolerate(...patterns: RegExp[]): void {
    this.#tolerated.push(...patterns);
  }

  /** Everything that was seen and not tolerated, one line each. */
  seen(): string[] {
    return this.#found.filter((line) => !this.#tolerated.some((pattern) => pattern.test(line)));
  }

  /** Fails with the list of what was seen. */
  assertNone(): void {
    const lines = this.seen();
    if (lines.length > 0) assert.fail(`The browser had something to say:\n  ${lines.join("\n  ")}`);
  }

  #watch(page: Page): void {
    page.on("console", (message) => {
      if (message.type() === "error" && !FAILED_TO_LOAD.test(message.text())) {
        this.note(`console: ${message.text()}`, message.location().url);
      }
    });
    page.on("pageerror", (error) => {
      this.note(`page error: ${error.stack ?? error.message}`, page.url());
    });
    page.on("crash", () => {
      this.note("page crashed", page.url());
    });
    page.on("websocket", (socket) => {
      this.asked(socket.url());
    });
  }
}
