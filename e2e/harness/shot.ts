/** Screenshots for people to look at. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { deviceOf } from "./device.ts";
import { outFolder } from "./places.ts";

/** `out/<name>-<width>-<theme>.png` of the whole page when `E2E_SHOTS=1`, else nothing. */
export async function shot(page: Page, name: string): Promise<void> {
  if (process.env["E2E_SHOTS"] !== "1") return;
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({ path: join(outFolder, `${name}-${width}-${deviceOf(page).look.theme}.png`), fullPage: true });
}

/** What the device showed when a story failed. */
export async function shotOfFailure(page: Page, name: string): Promise<string> {
  const path = join(outFolder, "failures", `${name}.png`);
  await page.screenshot({ path, timeout: 5_000 });
  return path;
}
