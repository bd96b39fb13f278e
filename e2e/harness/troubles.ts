/** What a page must never do: throw, log an error, break its own policy, ask another host, miss a file. */
import assert from "node:assert/strict";
import type { BrowserContext, Page, Request } from "playwright-core";

/** The browser's own line for an answer of 4xx; the answers themselves are looked at one by one below. */
const FAILED_TO_LOAD = /^Failed to load resource/;
/** A stopped player, a left page or a download ends its request: not a fault. */
const ABORTED = /ERR_ABORTED|ERR_BLOCKED_BY_RESPONSE\.NotSameOrigin/;

export class Troubles {
  readonly #found: string[] = [];
  readonly #tolerated: RegExp[];

  constructor(context: BrowserContext, baseUrl: string, tolerated: RegExp[]) {
    this.#tolerated = tolerated;
    const home = new URL(baseUrl).host;
    context.on("page", (page) => {
      this.#watch(page, home);
    });
    context.on("request", (request) => {
      this.#stranger(request.url(), home);
    });
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "?";
      if (!ABORTED.test(why)) this.#note(`request failed (${why})`, request.url());
    });
    context.on("response", (response) => {
      const status = response.status();
      // A refusal page is a page like any other; a missing file or a broken server is not.
      if (status >= 500 || (status >= 400 && !opensPage(response.request()))) this.#note(`answer ${status}`, response.url());
    });
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

  #watch(page: Page, home: string): void {
    page.on("console", (message) => {
      if (message.type() === "error" && !FAILED_TO_LOAD.test(message.text())) {
        this.#note(`console: ${message.text()}`, message.location().url);
      }
    });
    page.on("pageerror", (error) => {
      this.#note(`page error: ${error.stack ?? error.message}`, page.url());
    });
    page.on("crash", () => {
      this.#note("page crashed", page.url());
    });
    page.on("websocket", (socket) => {
      this.#stranger(socket.url(), home);
    });
  }

  #stranger(address: string, home: string): void {
    const url = new URL(address);
    if (!["data:", "blob:", "about:"].includes(url.protocol) && url.host !== home) this.#note("asks another host", address);
  }

  #note(what: string, where: string): void {
    this.#found.push(`${what} at ${where === "" ? "?" : where}`);
  }
}

function opensPage(request: Request): boolean {
  return request.isNavigationRequest();
}
