import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { axe, eventually, everyStopHasAName, feature, looks, Member, type Page, type Scene, shot } from "../harness/index.ts";

/** A desktop in the light, a phone in the dark. */
const ends = looks.filter(({ size, theme }) => (size === "desktop") === (theme === "light"));

/** The cookie that says for how long the key is taken for proved. */
const PROOF = "__Host-usher-proof";

const folder = mkdtempSync(join(tmpdir(), "usher-e2e-adaptive-"));
process.on("exit", () => { rmSync(folder, { recursive: true }); });

/** A film of 24 s with two rungs, none of its frames like the other. */
function film(): Buffer {
  const path = join(folder, "film.mp4");
  const how = "-f lavfi -i testsrc2=s=640x360:r=25:d=24 -f lavfi -i sine=440:d=24 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart";
  execFileSync("ffmpeg", ["-v", "error", "-y", ...how.split(" "), path]);
  return readFileSync(path);
}

interface Made {
  state: string;
  qualities: { state: string | null; progress: number };
}

async function standing(owner: Member, entry: string): Promise<Made> {
  return owner.send<Made>("GET", `/api/v1/entries/${entry}`);
}

async function untilMade(owner: Member, entry: string): Promise<void> {
  await eventually(async () => { assert.equal((await standing(owner, entry)).qualities.state, "made"); }, 120_000);
}

async function stage({ usher, device }: Scene): Promise<Member> {
  return Member.on(await device(), usher.account({ role: "private_only" }));
}

/** A number that the player says of itself. */
async function told(page: Page, what: string): Promise<number> {
  return Number(await page.evaluate(`document.querySelector('video, audio').${what}`));
}

async function plays(page: Page): Promise<void> {
  const before = await told(page, "currentTime");
  await eventually(async () => { assert.ok(await told(page, "currentTime") > before + 0.5, "the picture moves"); }, 20_000);
}

/** Presses play; how long (ms) the first frame after that takes. */
async function firstFrame(page: Page): Promise<number> {
  await page.evaluate(`globalThis.firstFrame = new Promise((resolve) => {
    const video = Object.assign(document.querySelector("video"), { muted: true });
    video.addEventListener("play", () => {
      const pressed = performance.now();
      video.requestVideoFrameCallback(() => resolve(performance.now() - pressed));
    }, { once: true });
  }), undefined`);
  await page.locator("media-play-button.begin").click();
  return Number(await page.evaluate("globalThis.firstFrame"));
}

/** The names of the pieces that were asked for. */
function pieces(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const name = /\/hls\/([^/]+)$/u.exec(request.url())?.[1];
    if (name !== undefined) asked.push(name);
  });
  return asked;
}

feature("Adaptive playback", (story) => {
  for (const look of ends) {
    story(`a film plays at once, gets its qualities while it does, and plays in the one that is chosen, on a ${look.size}`, async (scene) => {
      const owner = await stage(scene);
      const entry = await owner.newEntry("video", "Some seconds");
      await owner.upload(entry, "film.mp4", film());
      await eventually(async () => { assert.equal((await standing(owner, entry)).state, "ready"); }, 30_000);
      const desk = owner.device.page;
      await desk.goto(`/media/${entry}`);
      const strip = desk.getByText("More qualities are being made");
      if (await strip.isVisible()) {
        await axe(desk);
        await everyStopHasAName(desk);
        await shot(desk, `adaptive-making-${look.size}`);
      }
      await untilMade(owner, entry);
      const made = await owner.invite(entry, `chooser-${look.size}@harbour.example`);
      const { page } = await scene.device(look);
      await page.goto(made.url);
      await page.getByLabel("Enter the e-mail address").fill(made.email);
      await page.getByRole("button", { name: "Continue" }).click();
      await page.waitForURL("**/media/**");
      const asked = pieces(page);
      await page.reload();
      await eventually(async () => { assert.ok(await told(page, "duration") > 23); });
      assert.ok(String(await page.evaluate("document.querySelector('video').src")).startsWith("blob:"), "it chooses");
      assert.ok(asked.includes("master.m3u8"));
      assert.equal(await told(page, "paused ? 1 : 0"), 1, "nothing plays by itself");

      const waited = await firstFrame(page);
      console.log(`figure: first frame ${waited.toFixed(0)} ms after play, on a ${look.size}`);
      await plays(page);
      await page.mouse.move(200, 300);
      await page.locator("media-rendition-menu-button").click();
      const menu = page.locator("media-rendition-menu");
      await menu.getByRole("menuitemradio", { name: "240p" }).waitFor();
      const names = await menu.getByRole("menuitemradio").allInnerTexts();
      assert.equal(names.length, 3, names.join());
      await axe(page);
      await shot(page, `adaptive-menu-${look.size}`);
      // Whatever looking took: from the beginning there is film left to be had in another quality.
      await page.evaluate("document.querySelector('video').currentTime = 0");
      await menu.getByRole("menuitemradio", { name: "240p" }).click();
      await eventually(async () => { assert.equal(await told(page, "videoHeight"), 240); }, 30_000);
      assert.equal(await told(page, "paused ? 1 : 0"), 0, "changing the quality stops nothing");
      await plays(page);

      // Looking for a place shows what is there.
      const range = page.locator("media-time-range");
      const box = await range.boundingBox();
      assert.ok(box !== null);
      if (look.size === "desktop") {
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
        await eventually(async () => {
          assert.match(await range.getAttribute("mediapreviewimage") ?? "", /previews\.jpg/u);
        });
        await shot(page, "adaptive-preview");
      }
      await page.mouse.click(box.x + box.width * 0.75, box.y + box.height / 2);
      await eventually(async () => { assert.ok(await told(page, "currentTime") > 16); });
      await plays(page);
      await page.evaluate("document.querySelector('video').pause()");
      await axe(page);
      await everyStopHasAName(page);
    });
  }

  story("whoever is revoked while choosing sees the player go", async (scene) => {
    const owner = await stage(scene);
    const entry = await owner.newEntry("video", "Revoked");
    await owner.upload(entry, "film.mp4", film());
    await untilMade(owner, entry);
    const made = await owner.invite(entry, "revoked@harbour.example");
    const { page } = await scene.device({ tolerate: [/404|403/u] });
    await page.goto(made.url);
    await page.getByLabel("Enter the e-mail address").fill(made.email);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/media/**");
    await page.evaluate("document.querySelector('video').muted = true");
    await page.locator("media-play-button.begin").click();
    await plays(page);
    await owner.send("DELETE", `/api/v1/invites/${made.id}`);
    await page.locator(".stage.ended").waitFor();
    assert.equal(await page.locator("video").count(), 0);
    const list = await page.request.get(`/media/${entry}/hls/master.m3u8`);
    assert.equal(list.status(), 404);
  });

  story("a network that is lost and comes back plays on", async (scene) => {
    const owner = await stage(scene);
    const entry = await owner.newEntry("video", "Lost");
    await owner.upload(entry, "film.mp4", film());
    await untilMade(owner, entry);
    const device = await scene.device({ tolerate: [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_FAILED/u] });
    const { page, context } = device;
    const viewer = await owner.invite(entry, "lost@harbour.example");
    await page.goto(viewer.url);
    await page.getByLabel("Enter the e-mail address").fill(viewer.email);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/media/**");
    await eventually(async () => { assert.ok(await told(page, "duration") > 23); });
    const lost = page.waitForEvent("requestfailed", (request) => request.url().includes("/hls/"));
    await context.setOffline(true);
    await page.evaluate("Object.assign(document.querySelector('video'), { muted: true, currentTime: 20 }).play().catch(() => undefined), undefined");
    await lost;
    await context.setOffline(false);
    await eventually(async () => { assert.ok(await told(page, "currentTime") > 20.5, "it goes on where it was"); }, 30_000);
  });

  story("t08 a player that chooses goes on where it was when its proof ran out meanwhile", async (scene) => {
    const owner = await stage(scene);
    const entry = await owner.newEntry("video", "Asleep");
    await owner.upload(entry, "film.mp4", film());
    await untilMade(owner, entry);
    const viewer = await owner.invite(entry, "asleep@harbour.example");
    const device = await scene.device({ tolerate: [/answer 403/u] });
    const { page, context } = device;
    await page.goto(viewer.url);
    // The stream brings a proof with it; only then is there none to come.
    const listening = page.waitForResponse((answer) => answer.url().endsWith("/events"));
    await page.getByLabel("Enter the e-mail address").fill(viewer.email);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/media/**");
    assert.equal((await listening).status(), 200);
    await page.locator("access-watch[data-key]").waitFor({ state: "attached" });
    await eventually(async () => { assert.ok(await told(page, "duration") > 23); });
    await context.clearCookies({ name: PROOF });
    const refused = page.waitForResponse((answer) => answer.url().includes("/hls/") && answer.status() === 403);
    const proved = page.waitForResponse((answer) => answer.url().endsWith("/device-key") && answer.status() === 204);
    await page.evaluate("Object.assign(document.querySelector('video'), { muted: true, currentTime: 16 }).play().catch(() => undefined), undefined");
    await refused;
    await proved;
    await eventually(async () => { assert.ok(await told(page, "currentTime") > 16.5, "it goes on where it was"); }, 30_000);
    assert.ok(String(await page.evaluate("document.querySelector('video').src")).startsWith("blob:"), "and chooses still");
    assert.equal(await told(page, "error === null ? 1 : 0"), 1);
    assert.ok((await context.cookies()).some(({ name }) => name === PROOF));
  });

  story("a sound shows its waveform, and goes where it is clicked", async ({ usher, device }) => {
    const account = usher.account({ role: "private_only" });
    for (const look of ends) {
      const owner = await Member.on(await device(look), account);
      const entry = await owner.newEntry("audio", "A tone that grows");
      const path = join(folder, "tone.mp3");
      execFileSync("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", "aevalsrc=sin(440*t)*(0.1+0.4*sin(t)*sin(t)):d=30", "-f", "mp3", path]);
      await owner.upload(entry, "tone.mp3", readFileSync(path));
      await untilMade(owner, entry);
      const { page } = owner.device;
      await page.goto(`/media/${entry}`);
      await page.locator(".wave svg").waitFor();
      await axe(page);
      await everyStopHasAName(page);
      const box = await page.locator(".wave").boundingBox();
      assert.ok(box !== null);
      await eventually(async () => { assert.ok(await told(page, "duration") > 29); });
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await eventually(async () => { assert.ok(Math.abs(await told(page, "currentTime") - 15) < 1); });
      await shot(page, `adaptive-wave-${look.size}`);
      if (look.size === "desktop") {
        // Keys work as they do without it.
        await page.locator("media-time-range").focus();
        await page.keyboard.press("ArrowRight");
        await eventually(async () => { assert.ok(await told(page, "currentTime") > 15); });
      }
    }
  });

  story("without script the film plays as one file", async (scene) => {
    const owner = await stage(scene);
    const entry = await owner.newEntry("video", "Plain");
    await owner.upload(entry, "film.mp4", film());
    await untilMade(owner, entry);
    const made = await owner.invite(entry, "plain@harbour.example");
    const { page } = await scene.device({ script: false });
    await page.goto(made.url);
    await page.getByLabel("Enter the e-mail address").fill(made.email);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/media/**");
    const video = page.locator("video[controls]");
    assert.equal(await video.getAttribute("src"), `/media/${entry}/file`);
    assert.equal((await page.request.get(`/media/${entry}/file`)).status(), 200);
  });

  story("its owner calls the qualities off, and asks for them again", async (scene) => {
    const owner = await stage(scene);
    const entry = await owner.newEntry("video", "Called off");
    await owner.upload(entry, "film.mp4", film());
    const { page } = owner.device;
    await eventually(async () => { assert.equal((await standing(owner, entry)).state, "ready"); }, 30_000);
    await page.goto(`/media/${entry}`);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("No more qualities are being made").waitFor();
    assert.equal((await standing(owner, entry)).qualities.state, "cancelled");
    await axe(page);
    await shot(page, "adaptive-cancelled");
    await page.getByRole("button", { name: "Make them" }).click();
    await page.getByText("More qualities are being made").first().waitFor();
    await untilMade(owner, entry);
    await page.getByText("All qualities are there").waitFor();
    await shot(page, "adaptive-made");
  });
});
