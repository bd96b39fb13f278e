/** Signing in as a person does. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Account } from "./announcement.ts";

export const SIGN_IN = "/sign-in";

/** Fills the sign-in page's form and waits until the hub lets the person in. */
export async function signIn(page: Page, account: Pick<Account, "email" | "password">): Promise<void> {
  await page.goto(SIGN_IN);
  const form = page.locator("form:has(input[type=password])");
  await form.locator("input[type=email]").fill(account.email);
  await form.locator("input[type=password]").fill(account.password);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    form.locator("button:not([type=button])").first().click(),
  ]);
  assert.equal(answer.status(), 303, `Signing in as ${account.email} was answered with ${answer.status()}`);
  await page.waitForURL((url) => url.pathname !== SIGN_IN);
}
