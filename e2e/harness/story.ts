/** Stories: what a person does in a browser, told against the real binary. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { Device, type DeviceOptions } from "./device.ts";
import { Firefox, type FirefoxOptions } from "./firefox.ts";
import { Mailbox } from "./mailbox.ts";
import { e2eFolder, outFolder } from "./places.ts";
import { SlowLine } from "./slow-line.ts";
import { shotOfFailure } from "./shot.ts";
import { Usher, type UsherOptions } from "./usher.ts";

/** What a story is given. */
export interface Scene {
  /** The server that all stories of the feature share. */
  usher: Usher;
  /** A fresh browser profile; closed when the story ends, which also fails if it saw an error. */
  device: (options?: DeviceOptions) => Promise<Device>;
  /** A Firefox with a fresh profile; the same holds for it. */
  firefox: (options?: FirefoxOptions) => Promise<Firefox>;
  /** A real mail server that all stories of the feature share; started when it is first asked for. */
  mailbox: () => Promise<Mailbox>;
  /** A line for a device that lets so many bytes a second out; closed when the story ends. */
  slowLine: (bytesPerSecond: number) => Promise<SlowLine>;
}

export type Story = (title: string, act: (scene: Scene) => Promise<void>) => void;

/** How long one story may take, in milliseconds. */
const STORY_MS = Number(process.env["E2E_STORY_MS"] ?? 240_000);

/** A file's stories, sharing one server with data of its own. */
export function feature(title: string, tell: (story: Story) => void, options: Pick<UsherOptions, "args" | "env" | "empty"> = {}): void {
  void describe(title, () => {
    const slug = slugOf(title);
    let usher: Usher | undefined;
    let browser: Browser | undefined;
    let mailbox: Promise<Mailbox> | undefined;
    const openMailbox = (): Promise<Mailbox> => (mailbox ??= Mailbox.open());

    before(async () => {
      [usher, browser] = await bothOrNeither(Usher.start({ name: slug, seed: process.env["E2E_SEED"], ...options }), openBrowser());
    }, { timeout: 200_000 });

    after(async () => {
      await browser?.close();
      await usher?.stop();
      await (await mailbox)?.close();
    });

    tell((name, act) => {
      void test(name, async () => {
        if (usher === undefined || browser === undefined) throw new Error("the server or the browser did not start");
        await perform(usher, browser, `${slug}-${slugOf(name)}`, act, openMailbox);
      });
    });
  });
}

async function perform(usher: Usher, browser: Browser, name: string, act: (scene: Scene) => Promise<void>, mailbox: () => Promise<Mailbox>): Promise<void> {
  const devices: Device[] = [];
  const firefoxes: Firefox[] = [];
  const starting: Promise<unknown>[] = [];
  const lines: SlowLine[] = [];
  try {
    const acted = act({
      usher,
      mailbox,
      device: async (options = {}) => {
        const device = await Device.open(browser, usher.baseUrl, options);
        devices.push(device);
        return device;
      },
      firefox: async (options) => {
        const firefox = Firefox.open(usher.baseUrl, options);
        starting.push(firefox.then((started) => firefoxes.push(started), () => undefined));
        return firefox;
      },
      slowLine: async (bytesPerSecond) => {
        const line = await SlowLine.open(bytesPerSecond);
        lines.push(line);
        return line;
      },
    });
    await withinTime(acted, STORY_MS);
    for (const { troubles } of [...devices, ...firefoxes]) troubles.assertNone();
  } catch (error) {
    const failure = new Error(await account(error, usher, devices, firefoxes, name));
    failure.stack = failure.message;
    throw failure;
  } finally {
    // One that still starts when its story has failed is closed too.
    await Promise.all(starting);
    await Promise.all([...devices, ...firefoxes].map((one) => one.close()));
    for (const line of lines) line.close();
  }
}

/** The failure with everything that helps to understand it: pictures, addresses, the server's log. */
async function account(error: unknown, usher: Usher, devices: Device[], firefoxes: Firefox[], name: string): Promise<string> {
  const lines = [told(error), ...[...devices, ...firefoxes].flatMap(({ troubles }) => troubles.seen())];
  mkdirSync(join(outFolder, "failures"), { recursive: true });
  for (const [index, page] of devices.flatMap((device) => device.context.pages()).entries()) {
    const path = await shotOfFailure(page, `${name}-${index + 1}`).catch(() => "no picture");
    lines.push(`page ${index + 1}: ${page.url()} (${path})`);
  }
  for (const [index, firefox] of firefoxes.entries()) lines.push(await firefox.account(`${name}-firefox-${index + 1}`).catch(String));
  lines.push(`The end of ${usher.logFile}:`, usher.logTail());
  return lines.join("\n");
}

/** The message, and from the stack only the lines of this folder. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const here = (error.stack ?? "").split("\n").filter((line) => line.includes(e2eFolder) && !line.includes("node_modules"));
  return [error.message, ...here].join("\n");
}

/** Fails when the story takes longer, while its pages can still be looked at. */
async function withinTime(acted: Promise<void>, ms: number): Promise<void> {
  const clock = new AbortController();
  const late = pause(ms, undefined, { signal: clock.signal }).then(() => {
    throw new Error(`The story took longer than ${ms / 1000} s`);
  });
  try {
    await Promise.race([acted, late]);
  } finally {
    clock.abort();
    late.catch(() => undefined);
  }
}

async function bothOrNeither(usher: Promise<Usher>, browser: Promise<Browser>): Promise<[Usher, Browser]> {
  const [server, window] = await Promise.allSettled([usher, browser]);
  if (server.status === "fulfilled" && window.status === "fulfilled") return [server.value, window.value];
  if (server.status === "fulfilled") await server.value.stop();
  if (window.status === "fulfilled") await window.value.close();
  throw (server.status === "rejected" ? server.reason : window.status === "rejected" ? window.reason : undefined) as Error;
}

function slugOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "").slice(0, 80);
}
