import assert from "node:assert/strict";
import { axe, everyStopHasAName, feature, focused, looks, type Page, shot, signIn, tabTo } from "../harness/index.ts";

const PAGES = ["", "/stage", "/form", "/front"];
const CARDS = ["landing", "listening", "reading", "wrong-address", "verified", "countdown", "waiting", "expired", "wrong-account"];

async function menuHasFocus(page: Page, name: RegExp): Promise<void> {
  const stop = await focused(page);
  assert.match(stop?.name ?? "", name);
}

feature("Components", (story) => {
  for (const look of looks) {
    story(`every piece in all its states, on a ${look.size} in the ${look.theme} theme`, async ({ device }) => {
      // The uploader's sample files and the stage's events are nobody's.
      const { page } = await device({ ...look, tolerate: [/\/dev\/components/u] });
      for (const path of [...PAGES, ...CARDS.map((card) => `/front/${card}`)]) {
        // The other direction mirrors both themes alike.
        for (const dir of path === "" && look.theme === "light" ? ["", "?dir=rtl"] : [""]) {
          const answer = await page.goto(`/dev/components${path}${dir}`);
          assert.equal(answer?.status(), 200, path);
          await axe(page);
          await shot(page, `components${path.replaceAll("/", "-")}${dir === "" ? "" : "-rtl"}`);
          const wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
          assert.equal(wide, false, `${path}${dir} is wider than the window`);
        }
      }
    });
  }

  story("the menu of an account is walked by arrows, past what only narrow windows have", async ({ usher, device }) => {
    const { page } = await device();
    await signIn(page, usher.account({ role: "private_only" }));
    await tabTo(page, /Account/u);
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    const first = await focused(page);
    assert.equal(first?.role, "link");
    await page.keyboard.press("ArrowDown");
    assert.notDeepEqual(await focused(page), first);
    await page.keyboard.press("Home");
    assert.deepEqual(await focused(page), first);
    await page.keyboard.press("Escape");
    await menuHasFocus(page, /Account/u);
  });

  story("dialogs and menus are worked by keyboard alone", async ({ device }) => {
    const { page } = await device();
    await page.goto("/dev/components");
    await everyStopHasAName(page);

    await page.goto("/dev/components#menus");
    await tabTo(page, /More/u);
    await page.keyboard.press("Enter");
    await page.locator("details[data-menu][open] .menu-item").first().waitFor();
    await page.keyboard.press("Tab");
    await menuHasFocus(page, /./u);
    await axe(page);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("main details[data-menu][open]").count(), 0, "Escape closes the menu");
    await menuHasFocus(page, /More/u);

    await page.goto("/dev/components");
    const opener = page.locator("#dialogs a[data-dialog], #dialogs [data-dialog]").first();
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    await axe(page);
    await shot(page, "components-dialog");
    // The focus goes round within the dialog.
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press("Tab");
      const inside = await page.evaluate("document.activeElement === document.body || document.activeElement.closest('dialog[open]') !== null");
      assert.ok(inside, "the focus stays in the dialog");
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" }).catch(async () => dialog.waitFor({ state: "hidden" }));
    assert.ok(await opener.evaluate((element) => element === document.activeElement), "the focus is back where it came from");
  });
});
