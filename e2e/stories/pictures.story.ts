import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { axe, type Device, eventually, everyStopHasAName, feature, looks, Member, type Page, sample, shot, signIn } from "../harness/index.ts";

/** Files of this feature's own. */
const folder = mkdtempSync(join(tmpdir(), "usher-e2e-pictures-"));
process.on("exit", () => { rmSync(folder, { recursive: true }); });

/** A letter as word processors of every maker write it. */
const letter = join(folder, "letter.rtf");
writeFileSync(letter, String.raw`{\rtf1\ansi\fs48 Dear colleague,\par the handbook is enclosed.}`);

/** A desktop in the light, a phone in the dark. */
const ends = looks.filter(({ size, theme }) => (size === "desktop") === (theme === "light"));

/** Sends a file and opens what became of it. */
async function upload(page: Page, file: string): Promise<string> {
  await page.goto("/upload");
  await page.locator("media-uploader input[type=file]").setInputFiles(file);
  await page.getByText("Ready", { exact: true }).waitFor({ timeout: 60_000 });
  await page.locator(".upload a", { hasText: "Open" }).click();
  await page.waitForURL("**/media/*");
  return new URL(page.url()).pathname.slice("/media/".length);
}

async function enter({ page }: Device, { url, email }: { url: string; email: string }): Promise<void> {
  await page.goto(url);
  await page.getByText("invites you to look at").waitFor();
  await page.getByLabel("Enter the e-mail address").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/media/**");
}

feature("Pictures and office files", (story) => {
  for (const look of ends) {
    story(`a picture is sent, looked at closely, and shown to who is invited, on a ${look.size}`, async ({ usher, device }) => {
      const account = usher.account({ role: "private_only" });
      const mine = await device(look);
      const owner = await Member.on(mine, account);
      const { page } = mine;
      const entry = await upload(page, sample("syllabus.poster.jpg"));
      const picture = page.locator("picture-view img");
      await picture.waitFor();
      await shot(page, `picture-${look.size}`);
      await axe(page);
      await everyStopHasAName(page);
      const small = await picture.evaluate((image) => image.clientWidth);
      await page.getByRole("button", { name: "Show in its own size" }).press("Enter");
      assert.ok(await picture.evaluate((image) => image.clientWidth) > small, "it is larger");
      await shot(page, `picture-large-${look.size}`);
      await axe(page);
      await page.getByRole("button", { name: "Fit to the page" }).press("Enter");
      assert.equal(await picture.evaluate((image) => image.clientWidth), small);
      await eventually(async () => {
        await page.reload();
        assert.match(await page.locator(".media-head .meta").innerText(), /Opened 1 time/u);
      });

      const made = await owner.invite(entry, `looker-${look.size}@harbour.example`);
      const theirs = await device({ ...look, script: look.size === "desktop" });
      await enter(theirs, made);
      const shown = theirs.page.locator("#stage img");
      await eventually(async () => {
        assert.ok(await shown.evaluate((image) => (image as HTMLImageElement).naturalWidth) > 0, "the picture is there");
      });
      assert.equal(await theirs.page.getByRole("link", { name: "Download" }).count(), 0);
      await shot(theirs.page, `picture-invited-${look.size}`);
    });
  }

  story("a letter from a word processor is read as pages", async ({ usher, device }) => {
    const { page } = await device();
    await signIn(page, usher.account({ role: "private_only" }));
    await upload(page, letter);
    await page.locator("document-viewer canvas").first().waitFor();
    await page.getByText("the handbook is enclosed").first().waitFor({ state: "attached" });
    await shot(page, "office");
    await axe(page);
  });
});
