/** One person's device: a browser profile of its own. Two devices share no cookie, no storage, no cache. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { Troubles } from "./troubles.ts";
import { unhurried } from "./unhurried.ts";

export interface Look {
  /** A phone of 390×844 with touch, or a desktop window of 1280×800. */
  size: "phone" | "desktop";
  theme: "light" | "dark";
}

export interface DeviceOptions extends Partial<Look> {
  /** `false`: a browser without script. */
  script?: boolean;
  /** The browser's language, such as `ar` or `de-CH`. */
  language?: string;
  /** What the browser says it is (`User-Agent`). */
  agent?: string;
  /** A line of its own to the server. */
  line?: { readonly address: string };
  /** Troubles expected from the start, matched against their line. */
  tolerate?: RegExp[];
}

/** Both widths in both themes. */
export const looks: readonly Look[] = [
  { size: "phone", theme: "light" },
  { size: "phone", theme: "dark" },
  { size: "desktop", theme: "light" },
  { size: "desktop", theme: "dark" },
];

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 800 } };

export class Device {
  readonly context: BrowserContext;
  readonly look: Look;
  /** Whether pages may run script. */
  readonly script: boolean;
  readonly troubles: Troubles;
  /** The first tab. */
  readonly page: Page;

  private constructor(context: BrowserContext, look: Look, script: boolean, troubles: Troubles, page: Page) {
    this.context = context;
    this.look = look;
    this.script = script;
    this.troubles = troubles;
    this.page = page;
  }

  static async open(browser: Browser, baseUrl: string, options: DeviceOptions): Promise<Device> {
    const look: Look = { size: options.size ?? "desktop", theme: options.theme ?? "light" };
    const script = options.script ?? true;
    const context = await browser.newContext({
      ...(look.size === "phone" ? PHONE : DESKTOP),
      baseURL: baseUrl,
      colorScheme: look.theme,
      javaScriptEnabled: script,
      locale: options.language ?? "en-GB",
      ...(options.agent === undefined ? {} : { userAgent: options.agent }),
      timezoneId: "Europe/Zurich",
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      // Browsers leave this machine's own address out of a proxy unless they are told not to.
      ...(options.line === undefined ? {} : { proxy: { server: options.line.address, bypass: "<-loopback>" } }),
    });
    context.setDefaultTimeout(15_000);
    const troubles = Troubles.of(context, baseUrl, options.tolerate ?? []);
    const device = new Device(context, look, script, troubles, await context.newPage());
    devices.set(context, device);
    unhurried(device.page);
    return device;
  }

  /** A further tab of the same profile. */
  async tab(): Promise<Page> {
    return this.context.newPage();
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

const devices = new WeakMap<BrowserContext, Device>();

/** The device that a page belongs to. */
export function deviceOf(page: Page): Device {
  const device = devices.get(page.context());
  if (device === undefined) throw new Error("This page was not opened by a device of the harness");
  return device;
}

/** Fails when the page's device saw a page error, a policy violation, a failed request or another host. */
export function noConsoleErrors(page: Page): void {
  deviceOf(page).troubles.assertNone();
}
