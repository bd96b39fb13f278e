/**
 * Debian's Firefox, one process for each profile. Playwright drives only a Firefox of its own making; this one speaks
 * WebDriver BiDi, by way of Puppeteer.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type ConsoleMessage, type HTTPRequest, type KeyInput, type Page } from "puppeteer-core";
import { axeBy } from "./axe.ts";
import type { Look } from "./device.ts";
import { eventually } from "./eventually.ts";
import { firefoxBinary, outFolder } from "./places.ts";
import { forget, remember } from "./strays.ts";
import { Troubles } from "./troubles.ts";

export interface FirefoxOptions extends Partial<Look> {
  /** Troubles expected from the start, matched against their line. */
  tolerate?: RegExp[];
}

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

export class Firefox {
  readonly troubles: Troubles;
  readonly #baseUrl: string;
  readonly #look: Look;
  readonly #profile = mkdtempSync(join(tmpdir(), "usher-e2e-firefox-"));
  #browser: Browser | undefined;
  #page: Page | undefined;

  private constructor(baseUrl: string, look: Look, tolerated: RegExp[]) {
    this.#baseUrl = baseUrl;
    this.#look = look;
    this.troubles = new Troubles(baseUrl, tolerated);
  }

  /** Starts on a new profile. */
  static async open(baseUrl: string, options: FirefoxOptions = {}): Promise<Firefox> {
    const firefox = new Firefox(baseUrl, { size: options.size ?? "desktop", theme: options.theme ?? "light" }, options.tolerate ?? []);
    try {
      await firefox.#launch();
      return firefox;
    } catch (error) {
      await firefox.close();
      throw error;
    }
  }

  /** Quits, and starts again on the same profile: another day. */
  async restart(): Promise<void> {
    await this.#quit();
    await this.#launch();
  }

  /** Quits and removes the profile. */
  async close(): Promise<void> {
    await this.#quit();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 });
  }

  /** The only tab. */
  get page(): Page {
    if (this.#page === undefined) throw new Error("Firefox does not run");
    return this.#page;
  }

  /** Opens a page of the hub; its status. */
  async goto(address: string): Promise<number> {
    const answer = await this.page.goto(new URL(address, this.#baseUrl).href, { waitUntil: "load" });
    return answer?.status() ?? 0;
  }

  async resize(size: Look["size"]): Promise<void> {
    this.#look.size = size;
    await this.page.setViewport(SIZES[size]);
  }

  /** Types into a field, in the place of what is there. */
  async fill(selector: string, text: string): Promise<void> {
    await this.page.waitForSelector(selector, { visible: true });
    await this.page.$eval(selector, (field) => { (field as HTMLInputElement).select(); });
    await this.page.type(selector, text);
  }

  /** Presses what is there, once it is. */
  async click(selector: string): Promise<void> {
    await this.page.waitForSelector(selector, { visible: true });
    await this.page.click(selector);
  }

  async press(...keys: KeyInput[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Presses Tab until the focus is on this. */
  async tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      await this.press("Tab");
      if (await this.read<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    }
    assert.fail(`Tab never reached ${selector} on ${this.page.url()}`);
  }

  /** What an expression is on the page. */
  async read<T>(expression: string): Promise<T> {
    return (await this.page.evaluate(expression)) as T;
  }

  /** Waits until the expression holds on the page, through whatever pages come before. */
  async until(expression: string, withinMs?: number): Promise<void> {
    await eventually(async () => { assert.ok(await this.read(expression), expression); }, withinMs);
  }

  /** Waits until the element shows this text. */
  async says(selector: string, text: string): Promise<void> {
    await this.until(`document.querySelector(${JSON.stringify(selector)})?.innerText.includes(${JSON.stringify(text)})`, 20_000);
  }

  async axe(): Promise<void> {
    await axeBy((expression) => this.read(expression), this.page.url(), this.#look);
  }

  /** `out/<name>-<width>-<theme>.png` of what is in the window when `E2E_SHOTS=1`, else nothing. */
  async shot(name: string): Promise<void> {
    const { size, theme } = this.#look;
    if (process.env["E2E_SHOTS"] === "1") await this.page.screenshot({ path: join(outFolder, `${name}-${SIZES[size].width}-${theme}.png`) });
  }

  /** Where it was when a story failed, and what it showed. */
  async account(name: string): Promise<string> {
    const path = join(outFolder, "failures", `${name}.png`);
    await this.page.screenshot({ path });
    return `Firefox: ${this.page.url()} (${path})`;
  }

  /**
   * Where something of about this colour is painted, in px of the window: the first row and the last one of the element.
   * What a browser draws by itself, such as captions, can only be looked at.
   */
  async painted(selector: string, [red, green, blue]: readonly [number, number, number]): Promise<{ top: number; bottom: number } | undefined> {
    const { x, y, width, height } = await this.read<DOMRect>(`document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().toJSON()`);
    const picture = await this.page.screenshot({ encoding: "base64", captureBeyondViewport: false, clip: { x, y, width, height } });
    const rows = await this.read<number[]>(`(async () => {
      const bytes = Uint8Array.from(atob("${picture}"), (c) => c.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const paper = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
      paper.drawImage(picture, 0, 0);
      const { data } = paper.getImageData(0, 0, picture.width, picture.height);
      const near = (at) => Math.abs(data[at] - ${red}) + Math.abs(data[at + 1] - ${green}) + Math.abs(data[at + 2] - ${blue}) < 140;
      const rows = new Set();
      for (let at = 0; at < data.length; at += 4) if (near(at)) rows.add(Math.floor(at / 4 / picture.width));
      return [...rows];
    })()`);
    const [first, last] = [rows[0], rows.at(-1)];
    return first === undefined || last === undefined ? undefined : { top: y + first, bottom: y + last + 1 };
  }

  async #launch(): Promise<void> {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: firefoxBinary(),
      headless: true,
      protocol: "webDriverBiDi",
      userDataDir: this.#profile,
      // It refuses to start in a home of somebody else's.
      env: { ...process.env, HOME: this.#profile },
      extraPrefsFirefox: preferences(this.#look),
    });
    this.#browser = browser;
    remember(browser.process()?.pid, this.#profile);
    // The tab that is there from the start has no focus: the bar for addresses has it.
    const page = await browser.newPage();
    this.#page = page;
    page.setDefaultTimeout(15_000);
    await page.setViewport(SIZES[this.#look.size]);
    this.#watch(page);
  }

  async #quit(): Promise<void> {
    const browser = this.#browser;
    this.#browser = undefined;
    this.#page = undefined;
    if (browser === undefined) return;
    const pid = browser.process()?.pid;
    await browser.close();
    forget(pid);
  }

  #watch(page: Page): void {
    const { troubles } = this;
    page.on("console", (message: ConsoleMessage) => {
      if (message.type() === "error") troubles.note(`console: ${message.text()}`, message.location().url ?? "");
    });
    // A broken policy is one of these.
    page.on("pageerror", (error) => {
      troubles.note(`page error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, page.url());
    });
    page.on("request", (request: HTTPRequest) => {
      troubles.asked(request.url());
    });
    page.on("requestfailed", (request: HTTPRequest) => {
      troubles.failed(request.failure()?.errorText ?? "?", request.url());
    });
    page.on("response", (response) => {
      troubles.answered(response.status(), response.url(), response.request().isNavigationRequest());
    });
  }
}

function preferences({ theme }: Look): Record<string, unknown> {
  return {
    // Nothing leaves the machine: every other host is asked for at a port where nobody is.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    "layout.css.prefers-color-scheme.content-override": theme === "dark" ? 0 : 1,
    "ui.prefersReducedMotion": 1,
    // A mouse, also where there is no screen.
    "ui.primaryPointerCapabilities": 6,
    "ui.allPointerCapabilities": 6,
    // Its own button over a film may lie over the captions that a story looks for.
    "media.videocontrols.picture-in-picture.video-toggle.enabled": false,
  };
}
