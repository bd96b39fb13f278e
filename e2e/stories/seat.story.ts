import assert from "node:assert/strict";
import { axe, eventually, everyStopHasAName, feature, looks, type MadeInvite, type Mail, type Mailbox, Member, type Page, type Scene, shot, tabTo } from "../harness/index.ts";

/** A phone in the light, a desktop in the dark: each screen once at either width and in either theme. */
const ends = looks.filter(({ size, theme }) => (size === "phone") === (theme === "light"));

/** Refusals that these stories are about. */
const met = [/answer 4(?:09|10|22) at .*\/i\//u];

let number = 0;

/** Somebody whom nobody has invited yet. */
function somebody(): string {
  number += 1;
  return `guest${number}@harbour.example`;
}

async function withMail({ usher, device, mailbox: open }: Scene, rules: Record<string, unknown> = {}): Promise<Member> {
  const mailbox = await open();
  const administrator = await Member.on(await device(), usher.account({ site_admin: true }));
  await administrator.configure("emailservice", {
    host: "127.0.0.1",
    port: mailbox.port,
    security: "none",
    fromName: "Media Hub",
    fromAddress: "hub@northfield.example",
  });
  await administrator.configure("invitetomedia", { LobbyProofViewer: "default", ...rules });
  return administrator;
}

/** The code in the newest mail to somebody, once it is another one than before. */
async function codeTo(mailbox: Mailbox, address: string, before = ""): Promise<string> {
  return eventually(async () => {
    const mail: Mail = await mailbox.mailTo(address);
    const code = /\b\d{8}\b/.exec(mail.text)?.[0] ?? "";
    assert.ok(code !== "" && code !== before && mail.html.includes(code), mail.text);
    return code;
  }, 30_000);
}

async function enter(page: Page, made: MadeInvite): Promise<void> {
  await page.goto(made.url);
  await page.getByLabel("Enter the e-mail address").fill(made.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/media/**");
}

/** A video of the demo's, and its owner. */
async function stage(scene: Scene): Promise<{ owner: Member; entry: string }> {
  const account = scene.usher.account({ role: "private_only" });
  const owner = await Member.on(await scene.device(), account);
  return { owner, entry: scene.usher.entry({ kind: "video", owner: account.email }).id };
}

feature("The seat", (story) => {
  for (const look of ends) {
    story(`a guest shows by a mailed code who they are, by keys alone, on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      await withMail(scene, { LobbyProofViewer: "code" });
      const mailbox = await scene.mailbox();
      const { owner, entry } = await stage(scene);
      const made = await owner.invite(entry, somebody());
      const { page } = await scene.device({ ...look, tolerate: met });
      await page.goto(made.url);
      await page.getByLabel("Enter the e-mail address").focus();
      await page.keyboard.type(made.email);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "lobby-code");
      await page.getByLabel("Code from the mail").fill("0000 0000");
      await page.keyboard.press("Enter");
      await page.getByText("more times").waitFor();
      await axe(page);
      await shot(page, "lobby-code-wrong");
      const code = await codeTo(mailbox, made.email);
      await page.getByLabel("Code from the mail").fill(`${code.slice(0, 4)}-${code.slice(4)}`);
      await tabTo(page, "Continue", "button");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/media/**");
      await page.getByRole("heading", { level: 1 }).waitFor();
    });

    story(`a guest moves their seat by a code, and the page before says so, on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      await withMail(scene);
      const mailbox = await scene.mailbox();
      const { owner, entry } = await stage(scene);
      const made = await owner.invite(entry, somebody());
      const laptop = await scene.device({ ...look, tolerate: [/answer 40[134] at/u] });
      await enter(laptop.page, made);
      const { page } = await scene.device({ ...look, tolerate: met });
      await page.goto(made.url);
      await page.getByRole("heading", { name: "open in another browser" }).waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "seat-elsewhere");
      await page.getByLabel("Enter the e-mail address").fill(made.email);
      await page.getByRole("button", { name: "Move my seat here" }).click();
      await page.getByLabel("Code from the mail").fill(await codeTo(mailbox, made.email));
      await page.getByRole("button", { name: "Continue" }).click();
      await page.waitForURL("**/media/**");
      await laptop.page.getByRole("heading", { name: "open in another browser now" }).waitFor();
      await axe(laptop.page);
      await shot(laptop.page, "seat-moved");
      const [invite] = (await owner.invites(entry)).filter((one) => one.email === made.email);
      assert.equal(invite?.uses.spent, 1, "moving spends nothing");
      await eventually(async () => {
        await owner.device.page.goto("/notices");
        await owner.device.page.getByText("moved to another browser").first().waitFor({ timeout: 2_000 });
      }, 30_000);
    });
  }

  for (const look of ends) {
    story(`a guest opens it on another device by what this one shows, on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      const { owner, entry } = await stage(scene);
      const made = await owner.invite(entry, somebody());
      const laptop = await scene.device({ ...look, tolerate: [/answer 40[134] at/u] });
      await enter(laptop.page, made);
      await tabTo(laptop.page, "Open on another device", "button");
      await laptop.page.keyboard.press("Enter");
      await laptop.page.getByRole("heading", { name: "Open on another device" }).waitFor();
      await axe(laptop.page);
      await everyStopHasAName(laptop.page);
      await shot(laptop.page, "seat-shown");
      const address = await laptop.page.locator(".short-link").innerText();
      const { page } = await scene.device({ size: "phone", theme: look.theme });
      await page.goto(address);
      await axe(page);
      await shot(page, "seat-shown-opened");
      await page.getByLabel("Enter the e-mail address").fill(made.email);
      await page.getByRole("button", { name: "Continue" }).click();
      await page.waitForURL("**/media/**");
      await laptop.page.getByRole("link", { name: "Back to the page" }).click();
      await laptop.page.waitForLoadState();
      assert.equal(await laptop.page.locator("media-player").count(), 0, "this device has it no more");
    });

    story(`a guest who comes too late asks, and the owner answers with one press, on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      await withMail(scene);
      const mailbox = await scene.mailbox();
      const { owner, entry } = await stage(scene);
      const email = somebody();
      const made = await owner.invite(entry, email, { valid_until: new Date(Date.now() + 2_000).toISOString() });
      const { page, context } = await scene.device({ ...look, tolerate: met });
      await eventually(async () => {
        assert.equal((await context.request.get(made.url)).status(), 410, "the link has ended");
      });
      await page.goto(made.url);
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "ask-for-a-link");
      await page.getByLabel("Enter the e-mail address").fill(email);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Your request is on its way." }).waitFor();
      await axe(page);
      await shot(page, "asked-for-a-link");
      const hub = owner.device.page;
      await eventually(async () => {
        await hub.goto("/notices");
        await hub.getByText("asks for a new link").first().waitFor({ timeout: 2_000 });
      }, 30_000);
      await axe(hub);
      await shot(hub, "notice-asks");
      await hub.goto(`/media/${entry}/invites?show=asks`);
      await axe(hub);
      await shot(hub, "list-asks");
      await hub.getByRole("row").filter({ hasText: email }).getByRole("button", { name: "Renew and send" }).click();
      await hub.getByText("The mail is on its way.").waitFor();
      const link = await eventually(async () => {
        const found = new RegExp(`${scene.usher.baseUrl}/i/[\\w-]{43}`).exec((await mailbox.mailTo(email)).text)?.[0];
        assert.ok(found, "the mail has a link");
        return found;
      }, 30_000);
      await page.goto(link);
      await page.getByLabel("Enter the e-mail address").fill(email);
      await page.getByRole("button", { name: "Continue" }).click();
      await page.waitForURL("**/media/**");
    });
  }

  story("a guest who has left comes back by a code, without script", async (scene) => {
    await withMail(scene);
    const mailbox = await scene.mailbox();
    const { owner, entry } = await stage(scene);
    const made = await owner.invite(entry, somebody());
    const { page } = await scene.device({ script: false, tolerate: met });
    await enter(page, made);
    await page.goto(`/media/${entry}/leave`);
    await page.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("heading", { name: "You have left." }).waitFor();
    await page.goto(made.url);
    await page.getByLabel("Enter the e-mail address").fill(made.email);
    await page.getByRole("button", { name: "Mail me a code" }).click();
    await page.getByLabel("Code from the mail").fill(await codeTo(mailbox, made.email));
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/media/**");
  });
});
