import assert from "node:assert/strict";
import { axe, type Device, eventually, everyStopHasAName, feature, looks, type MadeInvite, Member, type Page, type Scene, shot } from "../harness/index.ts";

/** A desktop in the light, a phone in the dark. */
const ends = looks.filter(({ size, theme }) => (size === "desktop") === (theme === "light"));

/** How an invite stands in the API. */
interface Row {
  email: string;
  attendance: { present_seconds: number; watched_percent: number | null } | null;
}

let number = 0;

/** A video of the demo's, its owner, and somebody whom nobody has invited yet. */
async function stage({ usher, device }: Scene): Promise<{ owner: Member; entry: string; made: MadeInvite }> {
  const account = usher.account({ role: "private_only" });
  const owner = await Member.on(await device(), account);
  const entry = usher.entry({ kind: "video", owner: account.email }).id;
  number += 1;
  return { owner, entry, made: await owner.invite(entry, `viewer${number}@harbour.example`) };
}

async function enter(page: Page, made: MadeInvite): Promise<void> {
  await page.goto(made.url);
  await page.getByLabel("Enter the e-mail address").fill(made.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/media/**");
}

/** Plays a piece of the film, and stops. */
async function play(page: Page, from: number, to: number): Promise<void> {
  await page.locator("video").waitFor();
  await eventually(async () => { assert.ok(await page.evaluate("document.querySelector('video').readyState > 0")); });
  // By the film's own clock: whoever asks from outside may come late.
  await page.evaluate(`new Promise((done) => {
    const video = document.querySelector("video");
    video.addEventListener("timeupdate", function look() {
      if (video.currentTime <= ${to}) return;
      video.removeEventListener("timeupdate", look);
      video.pause();
      done();
    });
    Object.assign(video, { muted: true, currentTime: ${from} }).play().catch(() => undefined);
  })`);
}

async function attended(owner: Member, entry: string, made: MadeInvite): Promise<Row["attendance"]> {
  const rows = (await owner.invites(entry)) as unknown as Row[];
  return rows.find(({ email }) => email === made.email)?.attendance ?? null;
}

/** What the owner is told once it holds. */
async function until(owner: Member, entry: string, made: MadeInvite, holds: (seen: NonNullable<Row["attendance"]>) => boolean): Promise<void> {
  await eventually(async () => {
    const seen = await attended(owner, entry, made);
    assert.ok(seen !== null && holds(seen), JSON.stringify(seen));
  }, 30_000);
}

/** Leaves the page: what it had to say goes out. */
async function leave(page: Page): Promise<void> {
  await page.goto("about:blank");
}

feature("Attendance", (story) => {
  for (const look of ends) {
    story(`who watched, left and came back is one person to the owner, and goes on where they stopped, on a ${look.size}`, async (scene) => {
      const { owner, entry, made } = await stage(scene);
      const device: Device = await scene.device({ ...look, tolerate: [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/u] });
      const { page } = device;
      await page.goto(made.url);
      await page.getByText("Whoever invited you sees when you were here").waitFor();
      await axe(page);
      await shot(page, "attendance-landing");
      await enter(page, made);
      await page.getByText("sees when you were here and how much you watched").waitFor();
      const length = Number(await page.evaluate("document.querySelector('video').duration || 0"));
      await play(page, 6, 8);
      await leave(page);
      await until(owner, entry, made, (seen) => (seen.watched_percent ?? 0) > 0);
      const first = await attended(owner, entry, made);

      await page.goto(`/media/${entry}`);
      const strip = page.locator("[data-goes-on]");
      await strip.waitFor();
      assert.match(await strip.innerText(), /Goes on where you stopped, at 0:0[89]/u);
      assert.ok(Number(await page.evaluate("document.querySelector('video').currentTime")) > 7);
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "attendance-goes-on");
      await page.getByRole("button", { name: "Start over" }).click();
      assert.ok(Number(await page.evaluate("document.querySelector('video').currentTime")) < 1);
      await strip.waitFor({ state: "hidden" });

      // The same piece in two tabs at a time, and a connection that breaks in the middle.
      const tab = await device.tab();
      await tab.goto(`/media/${entry}`);
      await play(page, 6.2, 7.2);
      const broken = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/attendance"));
      await device.context.setOffline(true);
      await page.evaluate("document.querySelector('video').play().then(() => document.querySelector('video').pause())");
      await broken;
      await device.context.setOffline(false);
      await play(tab, 6.2, 7.5);
      await leave(tab);
      await leave(page);
      await until(owner, entry, made, (seen) => seen.present_seconds > (first?.present_seconds ?? 0));
      const last = await attended(owner, entry, made);
      const more = (last?.watched_percent ?? 0) - (first?.watched_percent ?? 0);
      assert.ok(more <= 2, `the same piece counts once: ${first?.watched_percent}, then ${last?.watched_percent} of ${length} s`);

      const desk = owner.device.page;
      if (look.size === "phone") await desk.setViewportSize({ width: 390, height: 844 });
      if (look.theme === "dark") await desk.emulateMedia({ colorScheme: "dark" });
      await desk.goto(`/media/${entry}/invites?sort=watched`);
      const row = desk.locator("tr", { hasText: made.email });
      await row.getByText(`${last?.watched_percent}\u00a0%`).waitFor();
      await row.getByText(/min/u).first().waitFor();
      await desk.getByText(/\d+ invited · \d+ joined · \d+ watched it to the end · median watched/u).waitFor();
      await axe(desk);
      await everyStopHasAName(desk);
      await shot(desk, `attendance-invites-${look.size}`);
    });
  }

  story("an administrator switches it off, and nobody is told, seen or taken back to where they stopped", async (scene) => {
    const { owner, entry, made } = await stage(scene);
    const chief = await Member.on(await scene.device(), scene.usher.account({ site_admin: true }));
    const { page: console } = chief.device;
    await console.goto("/admin/config/tab/privacy");
    await console.getByText("Days that guests are known").first().waitFor();
    await axe(console);
    await everyStopHasAName(console);
    await shot(console, "attendance-privacy");
    await chief.configure("privacy", { Attendance: false });
    const { page } = await scene.device({ size: "phone", theme: "dark" });
    await enter(page, made);
    assert.equal(await page.locator("attendance-word").count(), 0);
    assert.equal(await page.getByText("sees when you were here").count(), 0);
    await axe(page);
    assert.equal(await attended(owner, entry, made), null);
    await chief.configure("privacy", { Attendance: true });
  });
});
