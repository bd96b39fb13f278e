/**
 * What a story does on a page, it does once the page has loaded: a link that opens a dialog leads to a page of its own
 * until the script has come, and a machine that is busy brings it late. That pages work before that is the business of
 * the stories without script.
 */
import type { Locator, Page } from "playwright-core";

const deeds = ["check", "click", "fill", "press", "pressSequentially", "selectOption", "setInputFiles", "uncheck"] as const;

type Deed = (this: Locator, ...given: unknown[]) => Promise<unknown>;

const patched = new WeakSet();

/** Makes every locator wait for the load of the page that its element is on. */
export function unhurried(page: Page): void {
  const prototype = Object.getPrototypeOf(page.locator("html")) as Record<(typeof deeds)[number], Deed>;
  if (patched.has(prototype)) return;
  patched.add(prototype);
  for (const deed of deeds) {
    const plain = prototype[deed];
    prototype[deed] = async function (...given) {
      await this.first().waitFor({ state: "attached" });
      await this.page().waitForLoadState("load");
      return plain.apply(this, given);
    };
  }
}
