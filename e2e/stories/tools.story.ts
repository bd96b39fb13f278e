import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe, everyStopHasAName, feature, looks, shot, signIn, tabTo } from "../harness/index.ts";

feature("Tools", (story) => {
  for (const look of looks.filter((look) => (look.size === "desktop") === (look.theme === "light"))) {
    story(`who did what is found by keyboard and exported on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      const admin = usher.account({ site_admin: true });
      await signIn(page, admin);
      await page.goto("/admin");
      // On a phone the list is folded.
      if (look.size === "phone") await page.locator(".console-fold > summary").press("Enter");
      await page.getByRole("link", { name: "Audit", exact: true }).click();
      await page.getByRole("heading", { name: "Audit", level: 2 }).waitFor();
      const newest = page.locator("tbody tr").first();
      assert.match((await newest.textContent()) ?? "", new RegExp(`${admin.name}.*signed in`, "s"), "my own sign-in is the newest");
      await axe(page);
      await shot(page, "audit");

      await tabTo(page, /^What/, "combobox");
      await page.keyboard.type("made an entry");
      await tabTo(page, "Show", "button");
      await page.keyboard.press("Enter");
      await page.waitForURL(/deed=entry_created/);
      const deeds = await page.locator("tbody tr td:nth-of-type(1) > div > a").allTextContents();
      assert.ok(deeds.length > 0);
      assert.deepEqual([...new Set(deeds)], ["made an entry"]);
      await everyStopHasAName(page);

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

  story("a token is made by keyboard, shown once, and shut out when it is revoked", async ({ usher, device }) => {
    const { page } = await device({ size: "phone", theme: "dark" });
    const member = usher.account({ role: "private_only" });
    await signIn(page, member);
    await page.goto("/account/tokens");
    await axe(page);
    await everyStopHasAName(page);
    await tabTo(page, /^Name/, "textbox");
    await page.keyboard.type("Nightly report");
    await tabTo(page, "Make the token", "button");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your new token" }).waitFor();
    const token = await page.getByLabel("Token", { exact: true }).inputValue();
    await axe(page);
    await shot(page, "tokens");
    const asked = (): Promise<number> => fetch(`${usher.baseUrl}/api/v1/entries`, { headers: { authorization: `Bearer ${token}` } }).then((answer) => answer.status);
    assert.equal(await asked(), 200);
    await page.goto("/account/tokens");
    assert.equal((await page.content()).includes(token), false, "it is not shown again");
    await page.getByRole("button", { name: "Revoke Nightly report" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.getByText("Revoked. The token opens nothing any more.").waitFor();
    assert.equal(await asked(), 401);
  });

  story("an administrator sees everybody's tokens, and brings the configuration out and in", async ({ usher, device }) => {
    const { page } = await device();
    await signIn(page, usher.account({ site_admin: true }));
    await page.goto("/admin/tokens");
    await axe(page);
    await shot(page, "tokens-all");
    await page.getByRole("link", { name: "Backup Configuration" }).click();
    await axe(page);
    await everyStopHasAName(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download the configuration" }).click()]);
    const text = readFileSync(await download.path(), "utf8");
    assert.match(text, /^LinkDuration = \d+$/m);
    await page.getByLabel("The file’s text").fill(text.replace(/^LinkDuration = .*$/m, "LinkDuration = 77").replace("enabled = true", "enabled = false"));
    await page.getByRole("button", { name: "See what would change" }).click();
    await page.getByText(/live invites?\./).first().waitFor();
    await axe(page);
    await shot(page, "backup-review");
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByLabel("The file’s text").fill("[invitetomedia]\nLinkDuration = 77\n");
    await page.getByRole("button", { name: "See what would change" }).click();
    await tabTo(page, "Save", "button");
    await page.keyboard.press("Enter");
    await page.getByText("Saved. It applies from now on.").waitFor();
    await page.goto("/admin/config/tab/invitetomedia");
    assert.equal(await page.getByLabel("How long a link works").inputValue(), "77");
  });
});
