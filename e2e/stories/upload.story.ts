import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { axe, eventually, everyStopHasAName, feature, looks, type Page, sample, shot, signIn } from "../harness/index.ts";

/** Files of this feature's own. */
const folder = mkdtempSync(join(tmpdir(), "usher-e2e-files-"));
process.on("exit", () => { rmSync(folder, { recursive: true }); });

/** The lecture with so much nothing after it that sending takes a while. */
function longLecture(): string {
  const nothing = Buffer.alloc(24_000_000);
  nothing.writeUInt32BE(nothing.length, 0);
  nothing.write("free", 4);
  const path = join(folder, "lecture.mp4");
  writeFileSync(path, Buffer.concat([readFileSync(sample("lecture.mp4")), nothing]));
  return path;
}

async function choose(page: Page, ...files: string[]): Promise<void> {
  await page.locator("media-uploader input[type=file]").setInputFiles(files);
}

/** How much of the file has arrived, as the progress bar shows it. */
async function shown(page: Page): Promise<number> {
  const value = await page.locator(".upload progress").getAttribute("value");
  return Number(value ?? 0);
}

/** The video plays: its picture moves. */
async function plays(page: Page): Promise<void> {
  await page.evaluate("document.querySelector('video').muted = true, document.querySelector('video').play().catch(() => undefined)");
  await eventually(async () => {
    assert.ok(await page.evaluate("document.querySelector('video').currentTime > 0.3"), "the picture moves");
  });
}

feature("Upload", (story) => {
  story("a video survives a lost connection and a reload, gets ready and plays", async ({ usher, device, slowLine }) => {
    const line = await slowLine(4_000_000);
    const laptop = await device({ line, tolerate: [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_EMPTY_RESPONSE/u] });
    const { page, context } = laptop;
    page.on("dialog", (dialog) => void dialog.accept());
    await signIn(page, usher.account({ role: "private_only" }));
    await page.goto("/upload");
    await choose(page, longLecture());
    await eventually(async () => { assert.ok(await shown(page) > 1_000_000, "some of it is sent"); });
    await shot(page, "upload-sending");

    await context.setOffline(true);
    await page.getByText(/Waiting for the connection/u).waitFor();
    const before = await shown(page);
    await shot(page, "upload-waiting");
    await axe(page);
    await context.setOffline(false);
    await eventually(async () => { assert.ok(await shown(page) > before, "it goes on by itself"); }, 20_000);

    await page.reload();
    await page.getByText(/Choose lecture\.mp4 again/u).waitFor();
    await shot(page, "upload-again");
    await axe(page);
    assert.ok(await shown(page) > 0, "the server has kept what arrived");
    line.speed = 1_000_000_000;
    await choose(page, longLecture());
    await page.getByText("Ready", { exact: true }).waitFor({ timeout: 60_000 });
    assert.equal(await page.locator(".upload").count(), 1, "one file, one row");
    await axe(page);
    await page.locator(".upload a", { hasText: "Open" }).click();
    await page.waitForURL("**/media/*");
    assert.equal(await page.locator("h1").innerText(), "lecture");
    await plays(page);
    await page.goto("/my-media");
    assert.match(await page.locator(".media-card", { hasText: "lecture" }).first().innerText(), /1:29/u, "the list shows how long it is");
  });

  story("several files at once, of each kind, and one that is none", async ({ usher, device }) => {
    const { page } = await device({ size: "phone", theme: "dark" });
    const odd = join(folder, "Vorlesung — Größe, 第三周 “draft”.mp4");
    copyFileSync(sample("README.md"), odd);
    await signIn(page, usher.account({ role: "private_only" }));
    await page.goto("/upload");
    await choose(page, sample("tokens.mp4"), sample("trailer.m4a"), sample("syllabus.pdf"), odd);
    const ready = page.getByText("Ready", { exact: true });
    await eventually(async () => { assert.equal(await ready.count(), 3); }, 60_000);
    await page.locator(".upload.failed", { hasText: "第三周" }).waitFor({ timeout: 60_000 });
    await shot(page, "upload-several");
    await axe(page);
    await everyStopHasAName(page);
    await page.goto("/my-media");
    for (const title of ["tokens", "trailer", "syllabus"]) {
      await page.getByRole("link", { name: title, exact: true }).click();
      await page.waitForURL("**/media/*");
      await page.locator("media-player, document-viewer canvas").first().waitFor();
      await page.goto("/my-media");
    }
    await page.getByRole("link", { name: /第三周/u }).click();
    await page.getByRole("heading", { name: /could not be made ready/u }).waitFor();
    await shot(page, "upload-failed");
    await axe(page);
  });

  story("a cancelled upload leaves nothing", async ({ usher, device, slowLine }) => {
    const line = await slowLine(1_000_000);
    const { page } = await device({ line });
    await signIn(page, usher.account({ email: "kwame.asante@northfield.example" }));
    await page.goto("/upload");
    await choose(page, longLecture());
    await eventually(async () => { assert.ok(await shown(page) > 1_000_000, "some of it is sent"); });
    await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === "DELETE" && answer.url().includes("/entries/")),
      page.getByRole("button", { name: "Cancel: lecture.mp4" }).click(),
    ]);
    assert.equal(await page.locator(".upload").count(), 0);
    await page.goto("/my-media");
    assert.equal(await page.getByRole("link", { name: "lecture", exact: true }).count(), 0);
  });

  for (const look of looks) {
    story(`the page to upload on has no barrier on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      await signIn(page, usher.account({ role: "admin" }));
      await page.goto("/upload");
      await page.locator("media-uploader button").first().waitFor();
      await shot(page, "upload");
      await axe(page);
      await everyStopHasAName(page);
    });
  }

  story("without script it says what it needs", async ({ usher, device }) => {
    const { page } = await device({ script: false });
    await signIn(page, usher.account({ role: "private_only" }));
    await page.goto("/upload");
    await page.getByText("Uploading needs scripts").waitFor();
    await axe(page);
  });
});
