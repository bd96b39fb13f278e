/** T2 in a real browser: what opens every link, runs its scripts and presses every button spends nothing. */
import assert from "node:assert/strict";
import { eventually, feature, Member, type Mailbox, type Page, type Scene } from "../harness/index.ts";

/** What a machine types where something is asked for. */
const GUESS = "test@example.com";

/** Its troubles are its own: refusals, and pages that close under it. */
const anything = { tolerate: [/./u] };

interface Figures { fetched: number; opened: number; pressed: number }

/** Fetches as curl and chat previews do. */
async function fetch(scene: Scene, path: string, figures: Figures): Promise<void> {
  const { context } = await scene.device(anything);
  for (const method of ["HEAD", "GET"]) {
    for (const agent of ["curl/8.14.1", "Slackbot-LinkExpanding 1.0"]) {
      const answer = await context.request.fetch(path, { method, headers: { "user-agent": agent, accept: "*/*" }, maxRedirects: 3 });
      assert.ok(answer.status() < 500, `${method} ${path}: ${answer.status()}`);
      figures.fetched += 1;
    }
  }
}

/** Opens it with scripts on, and waits for what they do. */
async function open(scene: Scene, path: string, figures: Figures): Promise<Page> {
  const { page } = await scene.device(anything);
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  figures.opened += 1;
  return page;
}

/** Presses every button of the page, each on a page opened afresh, with a guess in every field or in none. */
async function press(scene: Scene, path: string, figures: Figures, guesses: string[]): Promise<void> {
  for (const guess of guesses) {
    const first = await open(scene, path, figures);
    const buttons = await first.locator("main button").count();
    for (let at = 0; at < buttons; at += 1) {
      const page = at === 0 ? first : await open(scene, path, figures);
      // A scanner does not mind what a field requires.
      await page.evaluate("for (const form of document.forms) form.noValidate = true");
      for (const field of await page.locator("main input:not([type=hidden])").all()) await field.fill(guess);
      await page.locator("main button").nth(at).click({ noWaitAfter: true });
      await page.waitForLoadState("networkidle");
      figures.pressed += 1;
    }
  }
}

async function stage(scene: Scene): Promise<{ owner: Member; entry: string }> {
  const account = scene.usher.account({ role: "private_only" });
  const owner = await Member.on(await scene.device(), account);
  return { owner, entry: scene.usher.entry({ kind: "video", owner: account.email }).id };
}

async function withMail(scene: Scene): Promise<Member> {
  const mailbox: Mailbox = await scene.mailbox();
  const administrator = await Member.on(await scene.device(), scene.usher.account({ site_admin: true }));
  await administrator.configure("emailservice", {
    host: "127.0.0.1", port: mailbox.port, security: "none", fromName: "Media Hub", fromAddress: "hub@northfield.example",
  });
  return administrator;
}

feature("T2 scanners", (story) => {
  story("t02 a link, a shown code, a guest link and one's own lists are not used up by what opens and presses everything", async (scene) => {
    const figures: Figures = { fetched: 0, opened: 0, pressed: 0 };
    const { owner, entry } = await stage(scene);
    const made = await owner.invite(entry, "scanned@harbour.example");
    const spent = async (): Promise<number | undefined> => (await owner.invites(entry)).find(({ id }) => id === made.id)?.uses.spent;
    await fetch(scene, made.url, figures);
    await press(scene, made.url, figures, ["", GUESS]);
    assert.equal(await spent(), 0);

    const { url } = await owner.send<{ url: string }>("POST", `/api/v1/entries/${entry}/guest-links`, { name: "Scanned", uses: 1 });
    await fetch(scene, url, figures);
    // Whoever makes up a name and an address comes in by such a link, as anybody does: nothing is typed here.
    await press(scene, url, figures, [""]);
    const { guests } = await owner.send<{ guests: unknown[] }>("GET", `/api/v1/entries/${entry}/guests`);
    assert.equal(guests.length, 0);

    const laptop = await scene.device();
    await laptop.page.goto(made.url);
    await laptop.page.getByLabel("Enter the e-mail address").fill(made.email);
    await laptop.page.getByRole("button", { name: "Continue" }).click();
    await laptop.page.waitForURL("**/media/**");
    await laptop.page.getByRole("button", { name: "Open on another device" }).click();
    const shown = await laptop.page.locator(".short-link").innerText();
    await fetch(scene, shown, figures);
    await press(scene, shown, figures, [GUESS]);
    const phone = await scene.device({ size: "phone" });
    await phone.page.goto(shown);
    await phone.page.getByLabel("Enter the e-mail address").fill(made.email);
    await phone.page.getByRole("button", { name: "Continue" }).click();
    await phone.page.waitForURL("**/media/**");
    assert.equal(await spent(), 1, "one use, by the one who was invited");

    for (const path of ["/invited", "/mine", "/mine/forget"]) {
      await fetch(scene, path, figures);
      await press(scene, path, figures, [GUESS]);
    }
    await phone.page.reload();
    await phone.page.getByRole("heading", { level: 1 }).waitFor();
    console.log(`figure: t02 in Chromium: ${figures.fetched} fetches, ${figures.opened} pages opened with scripts, ${figures.pressed} buttons pressed: 0 uses spent, 0 seats moved, 0 guests; the invitee still in`);
  });

  story("t02 what mails a code, or asks for a new link, mails and asks nothing for a scanner", async (scene) => {
    const figures: Figures = { fetched: 0, opened: 0, pressed: 0 };
    const administrator = await withMail(scene);
    const { owner, entry } = await stage(scene);
    const made = await owner.invite(entry, "coded@harbour.example");
    await administrator.configure("invitetomedia", { LobbyProofViewer: "code" });
    try {
      await fetch(scene, made.url, figures);
      await press(scene, made.url, figures, ["", GUESS]);
      const late = await owner.invite(entry, "late@harbour.example", { valid_until: new Date(Date.now() + 1_500).toISOString() });
      const { context } = await scene.device(anything);
      await eventually(async () => { assert.equal((await context.request.get(late.url)).status(), 410, "the link has ended"); });
      await fetch(scene, late.url, figures);
      await press(scene, late.url, figures, ["", GUESS]);
      const [invite] = (await owner.invites(entry)).filter(({ id }) => id === made.id);
      assert.deepEqual([invite?.state, invite?.uses.spent], ["pending", 0]);
      await owner.device.page.goto("/notices");
      assert.equal(await owner.device.page.getByText("asks for a new link").count(), 0, "nobody is heard");
      console.log(`figure: t02 codes and asking in Chromium: ${figures.fetched} fetches, ${figures.opened} pages opened with scripts, ${figures.pressed} buttons pressed: 0 uses spent, nobody heard`);
    } finally {
      await administrator.configure("invitetomedia", { LobbyProofViewer: "default" });
    }
  });
});
