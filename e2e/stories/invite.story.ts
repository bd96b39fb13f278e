import assert from "node:assert/strict";
import { axe, type Device, eventually, everyStopHasAName, feature, type Page, shot, signIn, tabTo, type Usher } from "../harness/index.ts";

const GRACE = { email: "grace@navy.example", first: "Grace", last: "Hopper" };

/** The lecturer's video, and the lecturer. */
function lecture(usher: Usher): { media: string; owner: { email: string; password: string } } {
  const owner = usher.account({ role: "private_only" });
  return { media: `/media/${usher.entry({ kind: "video", owner: owner.email }).id}`, owner };
}

/** Fills the form that is on the page or in its dialog, and reads the link from the confirmation. */
async function fill(page: Page, who = GRACE): Promise<string> {
  await page.locator("[name=email]").fill(who.email);
  await page.locator("[name=first_name]").fill(who.first);
  await page.locator("[name=last_name]").fill(who.last);
  await page.locator("form[action$='/invite'] button.primary").click();
  const link = page.locator("#link");
  await link.waitFor();
  return link.inputValue();
}

async function invite(page: Page, media: string, who = GRACE): Promise<string> {
  await page.goto(`${media}/invite`);
  return fill(page, who);
}

async function enter(page: Page, link: string, email: string): Promise<void> {
  await page.goto(link);
  await page.locator("[name=email]").fill(email);
  await page.locator("form button").click();
  await page.waitForURL((url) => url.pathname.startsWith("/media/"));
}

/** Presses play, and waits until the picture moves. */
async function play(page: Page): Promise<void> {
  await page.evaluate("document.querySelector('video').muted = true, document.querySelector('video').play().catch(() => undefined)");
  await until(page, "document.querySelector('video').currentTime > 0.3");
}

/** Waits until the expression holds on the page. */
async function until(page: Page, expression: string): Promise<void> {
  await eventually(async () => { assert.ok(await page.evaluate(expression), expression); });
}

async function owner(usher: Usher, device: Device): Promise<Page> {
  await signIn(device.page, lecture(usher).owner);
  return device.page;
}

feature("Invite", (story) => {
  story("an owner invites by keyboard alone and copies the link", async ({ usher, device }) => {
    const laptop = await device();
    const page = await owner(usher, laptop);
    laptop.troubles.tolerate(/422/);
    await page.goto(lecture(usher).media);
    await axe(page);
    await tabTo(page, "Invite users", "link");
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    await shot(page, "invite-dialog");
    await axe(page);
    await page.keyboard.type("grace");
    await dialog.locator("[name=first_name]").fill(GRACE.first);
    await dialog.locator("[name=last_name]").fill(GRACE.last);
    await dialog.locator("[name=last_name]").press("Enter");
    await dialog.locator("[name=email][aria-invalid=true]").waitFor();
    await axe(page);
    assert.equal(await dialog.locator("[name=email]").inputValue(), "grace", "what was typed is kept");
    const link = await fill(page);
    assert.ok(link.startsWith(`${usher.baseUrl}/i/`), link);
    await shot(page, "invite-made");
    await axe(page);
    await page.locator("copy-field button").click();
    assert.equal(await page.evaluate("navigator.clipboard.readText()"), link);
    assert.equal(await page.getByRole("img", { name: /QR/u }).count(), 1);
  });

  story("an invitee gets in on a phone, watches, comes back, and is alone in the seat", async ({ usher, device }) => {
    const { media } = lecture(usher);
    const page = await owner(usher, await device());
    const link = await invite(page, media, { ...GRACE, email: "phone@navy.example" });

    const phone = await device({ size: "phone", theme: "dark" });
    phone.troubles.tolerate(/422/);
    await phone.page.goto(link);
    await shot(phone.page, "landing");
    await axe(phone.page);
    await everyStopHasAName(phone.page);
    await phone.page.locator("[name=email]").fill("somebody@navy.example");
    await phone.page.locator("form button").click();
    await phone.page.locator("[aria-invalid=true]").waitFor();
    await axe(phone.page);
    await enter(phone.page, link, " PHONE@navy.example ");
    await play(phone.page);
    await shot(phone.page, "guest-media");
    await axe(phone.page);

    const again = await phone.tab();
    await again.goto(link);
    assert.equal(new URL(again.url()).pathname, media, "coming back goes straight in");

    const other = await device({ tolerate: [/409/] });
    const answer = await other.page.goto(link);
    assert.equal(answer?.status(), 409);
    await shot(other.page, "other-device");
    await axe(other.page);

    await page.goto(`${media}/invites`);
    await axe(page);
    await shot(page, "invites");
    assert.match(await page.locator("tr", { hasText: "phone@navy.example" }).innerText(), /1 of 1/u);
  });

  story("a revoked person loses the running player, and the link stays dead", async ({ usher, device }) => {
    const { media } = lecture(usher);
    const page = await owner(usher, await device());
    const link = await invite(page, media, { ...GRACE, email: "revoked@navy.example" });
    const guest = await device({ tolerate: [/404|410|ERR_INCOMPLETE|ERR_ABORTED|ERR_HTTP2|file/u] });
    await enter(guest.page, link, "revoked@navy.example");
    await play(guest.page);

    await page.goto(`${media}/invites`);
    await page.locator("tr", { hasText: "revoked@navy.example" }).locator("summary").click();
    await page.locator("tr", { hasText: "revoked@navy.example" }).locator("a.danger").click();
    await page.locator("form[action$='/revoke']").waitFor();
    await axe(page);
    await page.locator("form[action$='/revoke'] button.danger").click();
    await until(guest.page, "document.querySelector('video') === null && document.querySelector('.stage.ended .card') !== null");
    await shot(guest.page, "revoked-while-playing");
    await axe(guest.page);
    const answer = await guest.page.goto(link);
    assert.equal(answer?.status(), 410);
    await axe(guest.page);
  });

  story("new link, change of end and a free seat do what they say", async ({ usher, device }) => {
    const { media } = lecture(usher);
    const page = await owner(usher, await device({ tolerate: [/422/u] }));
    const first = await invite(page, media, { ...GRACE, email: "again@navy.example" });
    const row = page.locator("tr", { hasText: "again@navy.example" });
    const choose = async (end: string): Promise<void> => {
      await page.goto(`${media}/invites`);
      await row.locator("summary").click();
      await row.locator(`a[href$='/${end}']`).click();
      await page.locator(`dialog[open] form[action$='/${end}']`).waitFor();
      await axe(page);
    };
    await choose("renew");
    await page.locator("dialog[open] form button.primary").click();
    await page.locator("#link").waitFor();
    const second = await page.locator("#link").inputValue();
    assert.notEqual(second, first);

    const guest = await device({ tolerate: [/410/u] });
    assert.equal((await guest.page.goto(first))?.status(), 410, "the old link is dead");
    await axe(guest.page);
    await enter(guest.page, second, "again@navy.example");

    await choose("reset-seat");
    await page.locator("dialog[open] form button.primary, dialog[open] form button.danger").first().click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    const other = await device();
    await enter(other.page, second, "again@navy.example");

    await choose("end");
    await page.locator("[name=valid_until]").fill("2020-01-01T10:00");
    // The browser's own check would stop the form; the server's is the one that counts.
    await page.evaluate("document.querySelector('dialog[open] form').noValidate = true");
    await page.locator("dialog[open] form button.primary").click();
    await page.locator("dialog[open] [aria-invalid=true]").waitFor();
    await axe(page);
  });

  story("the owner sees what the invitee sees, and leaving says what it costs", async ({ usher, device }) => {
    const { media } = lecture(usher);
    const page = await owner(usher, await device());
    await page.goto(`${media}/preview`);
    await axe(page);
    await everyStopHasAName(page);
    const link = await invite(page, media, { ...GRACE, email: "leaver@navy.example" });
    assert.match(page.url(), /invite/u);
    await page.goto(link);
    assert.equal(new URL(page.url()).pathname, `${media}/preview`, "the inviter's own look is a preview");

    const guest = await device({ tolerate: [/404|410/u] });
    await enter(guest.page, link, "leaver@navy.example");
    await guest.page.goto(`${media}/leave`);
    await axe(guest.page);
    await guest.page.locator("form button").first().click();
    await guest.page.waitForLoadState();
    await axe(guest.page);
    assert.equal((await guest.page.goto(media))?.status(), 404);
    assert.equal((await guest.page.goto(link))?.status(), 410);
    await axe(guest.page);
  });
});
