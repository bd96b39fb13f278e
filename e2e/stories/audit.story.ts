import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe, everyStopHasAName, feature, looks, shot, signIn, tabTo } from "../harness/index.ts";

feature("Audit", (story) => {
  for (const look of looks.filter((look) => (look.size === "desktop") === (look.theme === "light"))) {
    story(`who did what is found by keyboard and exported on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      const admin = usher.account({ site_admin: true });
      await signIn(page, admin);
      await page.goto("/admin");
      await page.getByRole("link", { name: "Audit", exact: true }).click();
      await page.getByRole("heading", { name: "Audit", level: 2 }).waitFor();
      const newest = page.locator("tbody tr").first();
      assert.match((await newest.textContent()) ?? "", new RegExp(`${admin.name}.*signed in`, "s"), "my own sign-in is the newest");
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "audit");

      await tabTo(page, /^What/, "combobox");
      await page.keyboard.type("made an entry");
      await tabTo(page, "Show", "button");
      await page.keyboard.press("Enter");
      await page.waitForURL(/deed=entry_created/);
      const deeds = await page.locator("tbody tr td:nth-of-type(1) > div > a").allTextContents();
      assert.ok(deeds.length > 0);
      assert.deepEqual([...new Set(deeds)], ["made an entry"]);

      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "As CSV" }).click()]);
      const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
      assert.equal(lines.length, deeds.length + 1);

      await page.getByLabel(/^Who did it/).fill("nobody@example.org");
      await page.getByRole("button", { name: "Show", exact: true }).press("Enter");
      await page.getByText("Nobody here has that address").waitFor();
      await axe(page);
      await shot(page, "audit-nobody");
    });
  }
});
