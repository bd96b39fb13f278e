import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe, type Device, eventually, everyStopHasAName, feature, looks, type MadeInvite, Member, type Page, sample, type Scene, shot, tabTo } from "../harness/index.ts";

const PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1";

interface Analytics {
  plays: number;
  people: number;
  watched_seconds: number;
  devices: { device: string; plays: number; watched_seconds: number }[];
  timeline: { viewings: number; steps: number[] } | null;
  pages: { pages: number; viewings: number; read: number[] } | null;
}

let number = 0;

async function stage({ usher, device }: Scene): Promise<{ owner: Member; entry: string }> {
  const owner = await Member.on(await device(), usher.account({ role: "private_only" }));
  const entry = await owner.newEntry("video", "Parsers, week 3");
  await owner.upload(entry, "lecture.mp4", readFileSync(sample("lecture.mp4")));
  await eventually(async () => { assert.equal(await owner.state(entry), "ready"); }, 30_000);
  return { owner, entry };
}

async function enter(page: Page, made: MadeInvite): Promise<void> {
  await page.goto(made.url);
  await page.getByLabel("Enter the e-mail address").fill(made.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/media/**");
}

/** Plays from the beginning to a moment, or to the end; and leaves. */
async function watch(page: Page, until: number | "end"): Promise<void> {
  await page.locator("video").waitFor();
  // Its qualities, and those of other stories' films, may be being made beside it.
  await eventually(async () => { assert.ok(await page.evaluate("document.querySelector('video').readyState > 0")); }, 90_000);
  await page.evaluate("Object.assign(document.querySelector('video'), { muted: true, playbackRate: 4, currentTime: 0 }).play()");
  // Once nothing plays, a page whose film has got its qualities meanwhile is loaded anew, and has not ended: it is the event that tells.
  if (until === "end") await page.evaluate("new Promise((done) => { document.querySelector('video').addEventListener('ended', () => done(), { once: true }); })");
  else await eventually(async () => { assert.ok(await page.evaluate(`document.querySelector('video').currentTime > ${until}`)); }, 60_000);
  // What it says when it stops; what it says in going away carries the real browser's name, whatever the device is.
  const told = page.waitForResponse((answer) => answer.url().endsWith("/attendance") && answer.ok(), { timeout: 20_000 });
  const stop = page.evaluate("document.querySelector('video').pause()");
  if (until !== "end" && await page.locator("attendance-word").count() > 0) await told;
  else told.catch(() => undefined);
  await stop;
  await page.goto("about:blank");
}

/** Has the open page of a document before them until it counts, and until the page says so. */
async function read(page: Page, number: number): Promise<void> {
  await page.locator(`document-viewer[data-open="${number}"] canvas`).waitFor();
  const told = page.waitForResponse((answer) => answer.url().endsWith("/attendance") && (answer.request().postData() ?? "").includes(`[${number - 1},${number}]`));
  // First it counts, then it is told: timers that are due together come in the order in which they were set.
  await page.clock.fastForward(3_000);
  await page.clock.fastForward(21_000);
  assert.ok((await told).ok());
}

async function analytics(owner: Member, entry: string): Promise<Analytics> {
  return owner.send<Analytics>("GET", `/api/v1/entries/${entry}/analytics`);
}

async function downloaded(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return readFileSync(await file.path(), "utf8");
}

feature("Analytics", (story) => {
  story("a guest watches part of a film on a phone, a member all of it on a computer, and the owner sees it and takes it along", async (scene) => {
    const { owner, entry } = await stage(scene);
    const desk = owner.device.page;
    await desk.goto(`/media/${entry}`);
    await desk.getByLabel("More actions").click();
    await desk.getByRole("link", { name: "Analytics" }).click();
    await desk.getByText("Nobody has watched it yet").waitFor();
    await axe(desk);
    await everyStopHasAName(desk);
    await shot(desk, "analytics-nobody");

    number += 1;
    const made = await owner.invite(entry, `phone${number}@harbour.example`);
    const phone: Device = await scene.device({ size: "phone", theme: "dark", agent: PHONE });
    await enter(phone.page, made);
    await phone.page.getByText("Kinds of device are counted, without names.").waitFor();
    await watch(phone.page, 4);
    await owner.send("PATCH", `/api/v1/entries/${entry}`, { publish: "unlisted" });
    const account = scene.usher.account({ role: "viewer" });
    const member = await Member.on(await scene.device(), account);
    await member.device.page.goto(`/media/${entry}`);
    await watch(member.device.page, "end");
    await eventually(async () => {
      const seen = await analytics(owner, entry);
      assert.deepEqual([seen.plays, seen.people, seen.timeline?.viewings], [2, 2, 2], JSON.stringify(seen));
      assert.equal(seen.timeline?.steps.at(-1), 1, JSON.stringify(seen));
    }, 40_000);
    const seen = await analytics(owner, entry);
    assert.deepEqual(seen.devices.map(({ device, plays }) => [device, plays]), [["desktop", 1], ["phone", 1]]);
    assert.ok(seen.devices.every(({ watched_seconds }) => watched_seconds > 3), JSON.stringify(seen.devices));
    const steps = seen.timeline?.steps ?? [];
    assert.equal(steps[0], 2);
    const left = steps.indexOf(1);
    assert.ok(left > 0 && steps.slice(left).every((count) => count === 1), `everybody leaves once: ${steps.join(",")}`);

    for (const look of looks) {
      await desk.setViewportSize(look.size === "phone" ? { width: 390, height: 844 } : { width: 1280, height: 800 });
      await desk.emulateMedia({ colorScheme: look.theme });
      await desk.goto(`/media/${entry}/analytics?period=7`);
      await desk.getByRole("heading", { name: "Where they leave" }).waitFor();
      await desk.locator(".chart-line").waitFor({ state: "attached" });
      await desk.getByText(account.email).waitFor();
      const wide = Number(await desk.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
      assert.ok(wide <= 0, `nothing stands beside the page on a ${look.size}: ${wide}`);
      await axe(desk);
      await shot(desk, `analytics-${look.size}-${look.theme}`);
    }
    await everyStopHasAName(desk);

    // By keyboard: the table beside the curve, and another period.
    await tabTo(desk, "As a table");
    await desk.keyboard.press("Enter");
    await desk.locator("details[open] td").first().waitFor();
    await axe(desk);
    await desk.locator("details", { hasText: "Watched by" }).locator("summary").press("Enter");
    await desk.getByText("1 of 2").first().waitFor();
    await axe(desk);
    await shot(desk, "analytics-tables");
    await desk.goto(`/media/${entry}/analytics?period=7`);
    await tabTo(desk, "90 days");
    await desk.keyboard.press("Enter");
    await desk.waitForURL("**period=90");

    assert.match(await downloaded(desk, "Days as CSV"), /"day","plays","seconds watched"/u);
    assert.equal((await downloaded(desk, "Film as CSV")).trim().split("\n").length, 101);
    const people = await downloaded(desk, "People as CSV");
    assert.ok(people.includes(account.email) && people.includes(made.email), people);
    await desk.goto("/my-media");
    await desk.getByText("2 plays").first().waitFor();
    await axe(desk);
    await shot(desk, "analytics-my-media");
  });

  story("a guest reads three pages of a document, and the owner sees how far", async (scene) => {
    const owner = await Member.on(await scene.device(), scene.usher.account({ role: "private_only" }));
    const entry = await owner.newEntry("document", "The handbook");
    await owner.upload(entry, "handbook.pdf", readFileSync(sample("handbook.pdf")));
    await eventually(async () => { assert.equal(await owner.state(entry), "ready"); }, 30_000);
    number += 1;
    const made = await owner.invite(entry, `reader${number}@harbour.example`);
    const { page } = await scene.device({ size: "phone", theme: "dark", agent: PHONE });
    await page.clock.install();
    await enter(page, made);
    await page.getByText("sees when you were here and how much you read").waitFor();
    await read(page, 1);
    await page.getByRole("button", { name: "Next page" }).click();
    await read(page, 2);
    // Turned over at once, the pages between are not read.
    await page.getByLabel("Page", { exact: true }).fill("7");
    await page.keyboard.press("Enter");
    await read(page, 7);
    await page.goto("about:blank");
    await eventually(async () => {
      const { pages } = await analytics(owner, entry);
      assert.deepEqual([pages?.viewings, pages?.read.slice(0, 8)], [1, [1, 1, 0, 0, 0, 0, 1, 0]], JSON.stringify(pages));
    }, 20_000);

    const desk = owner.device.page;
    for (const look of looks) {
      await desk.setViewportSize(look.size === "phone" ? { width: 390, height: 844 } : { width: 1280, height: 800 });
      await desk.emulateMedia({ colorScheme: look.theme });
      await desk.goto(`/media/${entry}/analytics?period=7`);
      await desk.getByRole("heading", { name: "Where they leave" }).waitFor();
      await desk.getByText("How many of 1 reading had each page open").waitFor();
      await desk.locator("tr", { hasText: made.email }).getByText("20\u00a0%").waitFor();
      const wide = Number(await desk.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
      assert.ok(wide <= 0, `nothing stands beside the page on a ${look.size}: ${wide}`);
      await axe(desk);
      await shot(desk, `analytics-pages-${look.size}-${look.theme}`);
    }
    await everyStopHasAName(desk);
    await desk.locator("details", { hasText: "Read by" }).locator("summary").press("Enter");
    await desk.getByText("1 of 1").first().waitFor();
    await axe(desk);
    const file = await downloaded(desk, "Pages as CSV");
    assert.equal(file.trim().split("\n").length, 16);
    assert.ok(file.includes('"7","1","1","100"'), file);
  });

  story("an administrator sees how the whole site is used", async (scene) => {
    const chief = await Member.on(await scene.device(), scene.usher.account({ site_admin: true }));
    const { page } = chief.device;
    await page.goto("/admin");
    await page.getByRole("link", { name: "Usage", exact: true }).click();
    await page.getByRole("heading", { name: "Minutes by day" }).waitFor();
    await page.getByText("Uploaded files").first().waitFor();
    await axe(page);
    await everyStopHasAName(page);
    for (const look of looks) {
      await page.setViewportSize(look.size === "phone" ? { width: 390, height: 844 } : { width: 1280, height: 800 });
      await page.emulateMedia({ colorScheme: look.theme });
      await page.goto("/admin/usage");
      await axe(page);
      await shot(page, `usage-${look.size}-${look.theme}`);
    }
  });

  story("without script the same stands there, and with attendance switched off the page says so", async (scene) => {
    const { owner, entry } = await stage(scene);
    const chief = await Member.on(await scene.device(), scene.usher.account({ site_admin: true }));
    await chief.configure("privacy", { Attendance: false });
    const { page } = owner.device;
    await page.goto(`/media/${entry}/analytics`);
    await page.getByText("An administrator has switched attendance off.").waitFor();
    assert.equal(await page.getByText("Nobody has watched it yet").count(), 0, "nobody knows");
    await axe(page);
    await shot(page, "analytics-off");
    await chief.configure("privacy", { Attendance: true });
    const stranger = await scene.device();
    await owner.send("PATCH", `/api/v1/entries/${entry}`, { publish: "unlisted" });
    await stranger.page.goto(`/media/${entry}`);
    await watch(stranger.page, 1);
    await eventually(async () => { assert.equal((await analytics(owner, entry)).plays, 1); }, 20_000);
    const plain = await scene.device({ script: false });
    const again = await Member.on(plain, scene.usher.account({ role: "viewer" }));
    const other = await again.device.page.goto(`/media/${entry}/analytics`);
    assert.equal(other?.status(), 403, "another owner's numbers are nobody's business");
  });
});
