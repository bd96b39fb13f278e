import assert from "node:assert/strict";
import { axe, eventually, everyStopHasAName, feature, looks, type MadeInvite, Member, type Page, type Scene, shot, tabTo } from "../harness/index.ts";

/** A phone in the dark, a desktop in the light, and the other way round. */
const ends = looks.filter(({ size, theme }) => (size === "phone") === (theme === "dark"));

let number = 0;

function somebody(): string {
  number += 1;
  return `places${number}@harbour.example`;
}

async function stage(scene: Scene): Promise<{ owner: Member; entry: string; other: string }> {
  const account = scene.usher.account({ role: "private_only" });
  const owner = await Member.on(await scene.device(), account);
  const other = await owner.newEntry("video", "What is still to come");
  return { owner, entry: scene.usher.entry({ kind: "video", owner: account.email }).id, other };
}

async function enter(page: Page, made: MadeInvite): Promise<void> {
  await page.goto(made.url);
  await page.getByLabel("Enter the e-mail address").fill(made.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/media/**");
}

feature("Own places", (story) => {
  for (const look of ends) {
    story(`a member opens what they are invited to without any link, by keys alone, on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      const { owner, entry, other } = await stage(scene);
      const reader = scene.usher.account({ role: "viewer" });
      const mine = await owner.invite(entry, reader.email);
      await owner.invite(other, reader.email);
      const past = await owner.newEntry("audio", "What is over");
      const gone = await owner.invite(past, reader.email);
      await owner.send("DELETE", `/api/v1/invites/${gone.id}`);
      const device = await scene.device({ ...look, tolerate: [/answer 409 at/u] });
      const { page } = device;
      await Member.on(device, reader);
      if (look.size === "phone") await page.locator(".site-tools summary").last().click();
      const way = page.getByRole("link", { name: /Invited to me \d+ invitations? waits?/u });
      await way.first().waitFor();
      await shot(page, "invited-header");
      await way.first().click();
      await page.waitForURL("**/invited");
      await page.getByRole("heading", { name: "Waiting for you" }).waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "invited");
      const title = await (async () => {
        const { title } = await owner.send<{ title: string }>("GET", `/api/v1/entries/${entry}`);
        return title;
      })();
      await tabTo(page, `Open ${title}`, "button");
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/media/${entry}`);
      await page.goto("/invited");
      await page.getByRole("heading", { name: "Open to you" }).waitFor();
      await page.locator("summary", { hasText: "Ended" }).click();
      await page.getByText("Was taken back").first().waitFor();
      await axe(page);
      await shot(page, "invited-all");
      // What is not prepared yet says so, and nothing is spent.
      await page.getByRole("button", { name: "Open What is still to come" }).first().click();
      await page.getByRole("heading", { name: "is still being prepared" }).waitFor();
      await axe(page);
      // For the same story at the other width.
      await owner.send("DELETE", `/api/v1/invites/${mine.id}`);
    });

    story(`a guest sees what is open in this browser and has their data deleted, on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      const { owner, entry } = await stage(scene);
      const made = await owner.invite(entry, somebody());
      const { page } = await scene.device({ ...look, tolerate: [/answer 40[134] at/u, /ERR_INCOMPLETE|ERR_ABORTED/u] });
      await enter(page, made);
      await page.getByRole("link", { name: "See what is open to you" }).click();
      await page.waitForURL("**/mine");
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "mine");
      await tabTo(page, /^Delete my data/u, "link");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Delete what is known of you" }).waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "mine-forget");
      const second = await page.context().newPage();
      await second.goto(`/media/${entry}`);
      await second.getByRole("heading", { level: 1 }).waitFor();
      await page.getByRole("button", { name: "Delete my data" }).click();
      await page.getByRole("heading", { name: "Your data is deleted" }).waitFor();
      await axe(page);
      await shot(page, "mine-forgotten");
      await eventually(async () => {
        assert.equal(await second.locator("media-player").count(), 0, "what was open closes");
      });
      assert.equal((await page.goto(made.url))?.status(), 404, "the link is dead");
      await axe(page);
      const invites = await owner.invites(entry);
      assert.ok(invites.every((one) => one.email !== made.email), "the owner does not see who it was");
      await owner.device.page.goto(`/media/${entry}/invites`);
      await axe(owner.device.page);
      await shot(owner.device.page, "mine-owner");
      const anew = await owner.invite(entry, made.email);
      await enter(page, anew);
    });
  }

  story("a guest without script sees the page, leaves, and has all deleted", async (scene) => {
    const { owner, entry } = await stage(scene);
    const made = await owner.invite(entry, somebody());
    const { page } = await scene.device({ script: false });
    await enter(page, made);
    await page.goto("/mine");
    await page.getByRole("link", { name: /^Leave/u }).click();
    await page.getByRole("heading", { name: "Leave" }).waitFor();
    await page.goto("/mine/forget");
    await page.getByRole("button", { name: "Delete my data" }).click();
    await page.getByRole("heading", { name: "Your data is deleted" }).waitFor();
  });

  story("both pages are fine at both widths and in both themes", async (scene) => {
    const { owner, entry } = await stage(scene);
    const reader = scene.usher.account({ role: "viewer" });
    await owner.invite(entry, reader.email);
    for (const look of looks) {
      const member = await scene.device(look);
      await Member.on(member, reader);
      await member.page.goto("/invited");
      await axe(member.page);
      const guest = await scene.device(look);
      await enter(guest.page, await owner.invite(entry, somebody()));
      await guest.page.goto("/mine");
      await axe(guest.page);
      const nobody = await scene.device(look);
      await nobody.page.goto("/mine");
      await nobody.page.getByText("You are a guest of nothing here").waitFor();
      await axe(nobody.page);
      await shot(nobody.page, "mine-empty");
    }
  });
});
