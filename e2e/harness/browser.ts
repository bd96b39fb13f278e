/** Chromium, started once per story file. */
import { type Browser, chromium } from "playwright-core";
import { chromiumBinary } from "./places.ts";

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumBinary(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--autoplay-policy=no-user-gesture-required",
      // Nothing leaves the machine: every other host is unknown, and asking for one is a failure (troubles.ts).
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  });
}
