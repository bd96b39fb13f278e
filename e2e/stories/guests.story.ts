import assert from "node:assert/strict";
import { axe, type Device, eventually, everyStopHasAName, feature, looks, type Page, shot, signIn, type Usher } from "../harness/index.ts";

function lecture(usher: Usher): { media: string; owner: { email: string; password: string } } {
  const owner = usher.account({ role: "private_only" });
  return { media: `/media/${usher.entry({ kind: "video", owner: owner.email }).id}`, owner };
}

async function owner(usher: Usher, device: Device): Promise<Page> {
  await signIn(device.page, lecture(usher).owner);
  return device.page;
}

/** Makes a guest link on the page itself, without the dialog; the link. */
async function make(page: Page, media: string, name: string, uses = ""): Promise<string> {
  await makeRoom(page, media);
  await page.goto(`${media}/guests/new`);
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=uses]").fill(uses);
  await page.locator("form[action$='/guests/new'] button.primary").click();
  const link = page.locator("#link");
  await link.waitFor();
  return link.inputValue();
}

/** Deletes the links of the stories before: an entry has three at most. */
async function makeRoom(page: Page, media: string): Promise<void> {
  const links = `/api/v1${media.replace("/media/", "/entries/")}/guest-links`;
  const { guest_links } = (await (await page.request.get(links)).json()) as { guest_links: { id: string; state: string }[] };
  for (const { id } of guest_links.filter(({ state }) => state !== "deleted")) assert.equal((await page.request.delete(`${links}/${id}`)).status(), 204);
}

async function come(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=email]").fill("guest@example.org");
  await page.locator("form button").click();
  await page.waitForURL((url) => url.pathname.startsWith("/media/"));
}

async function play(page: Page): Promise<void> {
  await page.evaluate("document.querySelector('video').muted = true, document.querySelector('video').play().catch(() => undefined)");
  await until(page, "document.querySelector('video').currentTime > 0.3");
}

async function until(page: Page, expression: string): Promise<void> {
  await eventually(async () => { assert.ok(await page.evaluate(expression), expression); });
}

feature("Guests", (story) => {
  story("an owner makes a guest link from the menu of the page, and people come by it", async ({ usher, device }) => {
    const { media } = lecture(usher);
    const page = await owner(usher, await device({ tolerate: [/422/u] }));
    await page.goto(media);
    await page.locator(".media-head summary").click();
    await page.getByRole("link", { name: "Manage guest access" }).click();
    await page.waitForURL(`**${media}/guests`);
    await axe(page);
    await shot(page, "guests-empty");
    await page.getByRole("link", { name: "New guest link" }).first().click();
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    await dialog.locator("[name=name]").fill("Open day");
    await dialog.locator("[name=uses]").fill("many");
    await dialog.locator("button.primary").click();
    await dialog.locator("[name=uses][aria-invalid=true]").waitFor();
    await axe(page);
    await shot(page, "guests-new");
    await dialog.locator("[name=uses]").fill("30");
    await dialog.locator("button.primary").click();
    await page.locator("#link").waitFor();
    const link = await page.locator("#link").inputValue();
    assert.ok(link.startsWith(`${usher.baseUrl}/g/`), link);
    await shot(page, "guests-made");
    await axe(page);
    await page.locator("copy-field button").click();
    assert.equal(await page.evaluate("navigator.clipboard.readText()"), link);

    const phone = await device({ size: "phone", theme: "dark", tolerate: [/422/u] });
    await phone.page.goto(link);
    await shot(phone.page, "guest-landing");
    await axe(phone.page);
    await everyStopHasAName(phone.page);
    await phone.page.locator("[name=name]").fill("Ada Lovelace");
    await phone.page.locator("[name=email]").fill("ada");
    await phone.page.locator("form button").click();
    await phone.page.locator("[name=email][aria-invalid=true]").waitFor();
    await axe(phone.page);
    assert.equal(await phone.page.locator("[name=name]").inputValue(), "Ada Lovelace", "what was typed is kept");
    await come(phone.page, link, "Ada Lovelace");
    await play(phone.page);
    await axe(phone.page);
    const again = await phone.tab();
    await again.goto(link);
    assert.equal(new URL(again.url()).pathname, media, "coming back goes straight in");

    await page.goto(`${media}/guests`);
    assert.match(await page.locator("main").innerText(), /1 of 30[\s\S]*Ada Lovelace[\s\S]*guest@example\.org/u);
  });

  story("without script a guest comes in all the same", async ({ usher, device }) => {
    const { media } = lecture(usher);
    const link = await make(await owner(usher, await device()), media, "Plain");
    const plain = await device({ script: false });
    await come(plain.page, link, "Plain guest");
    assert.equal(new URL(plain.page.url()).pathname, media);
  });

  story("end for everyone takes the running player, and switching on lets people in again", async ({ usher, device }) => {
    const { media } = lecture(usher);
    const page = await owner(usher, await device());
    const link = await make(page, media, "Evening");
    const guest = await device({ tolerate: [/403|404|ERR_INCOMPLETE|ERR_ABORTED|ERR_HTTP2|file/u] });
    await come(guest.page, link, "Eve Ning");
    await play(guest.page);

    await page.goto(`${media}/guests`);
    await page.getByRole("link", { name: "End for everyone" }).click();
    await page.locator("dialog[open] form[action$='/end']").waitFor();
    await axe(page);
    await shot(page, "guests-end");
    await page.locator("dialog[open] form[action$='/end'] button.danger").click();
    await until(guest.page, "document.querySelector('video') === null && document.querySelector('.stage.ended .card') !== null");
    await axe(guest.page);
    assert.equal((await guest.page.goto(link))?.status(), 403);
    await shot(guest.page, "guests-off");
    await axe(guest.page);

    await page.goto(`${media}/guests`);
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByRole("button", { name: "Switch off" }).waitFor();
    assert.equal((await guest.page.goto(link))?.status(), 200);
  });

  story("a new link kills the one before, and a deleted one says whom to ask", async ({ usher, device }) => {
    const { media } = lecture(usher);
    const page = await owner(usher, await device());
    const first = await make(page, media, "Seminar");
    const row = page.locator("tr", { hasText: "Seminar" });
    const choose = async (end: string): Promise<void> => {
      await page.goto(`${media}/guests`);
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
    assert.equal((await guest.page.goto(first))?.status(), 410);
    await axe(guest.page);
    assert.equal((await guest.page.goto(second))?.status(), 200);
    await choose("delete");
    await page.locator("dialog[open] form button.danger").click();
    await row.waitFor({ state: "detached" });
    assert.equal((await guest.page.goto(second))?.status(), 410);
    await axe(guest.page);
  });

  story("every page of it is fine at both widths and in both themes", async ({ usher, device }) => {
    const { media, owner: grace } = lecture(usher);
    const first = await owner(usher, await device());
    const link = await make(first, media, "A rather long name for the guests of the evening lecture", "200");
    await come((await device()).page, link, "Konrad Zuse");
    for (const look of looks) {
      const seen = await device(look);
      await seen.page.goto(link);
      await axe(seen.page);
      await shot(seen.page, "guest-landing-look");
      await signIn(seen.page, grace);
      for (const path of ["/guests", "/guests/new", "/guests/end"]) {
        await seen.page.goto(`${media}${path}`);
        await axe(seen.page);
        await shot(seen.page, `look${path.replaceAll("/", "-")}`);
      }
    }
  });
});
