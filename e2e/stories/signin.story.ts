import assert from "node:assert/strict";
import { type Account, axe, type Device, eventually, feature, type MadeInvite, Member, type Page, type Scene, shot } from "../harness/index.ts";

interface Party {
  made: MadeInvite;
  /** The path of the entry's page. */
  media: string;
  account: Account;
}

/** A private video to which a member is invited, who is not signed in anywhere. */
async function invited(scene: Scene): Promise<Party> {
  const host = scene.usher.account({ role: "private_only" });
  const owner = await Member.on(await scene.device(), host);
  const entry = scene.usher.entry({ kind: "video", owner: host.email }).id;
  const account = scene.usher.account({ role: "viewer" });
  return { made: await owner.invite(entry, account.email), media: `/media/${entry}`, account };
}

async function enter(device: Device, { made, media }: Party): Promise<void> {
  await device.page.goto(made.url);
  await device.page.locator("[name=email]").fill(made.email);
  await device.page.locator("form button").click();
  await device.page.waitForURL((url) => url.pathname === media);
}

async function signInFrom(page: Page, account: Account): Promise<void> {
  await page.locator("a[href^='/sign-in']").click();
  await page.waitForURL((url) => url.pathname === "/sign-in");
  await page.locator("[name=email]").fill(account.email);
  await page.locator("[name=password]").fill(account.password);
  await page.locator("form:has([name=password]) button").click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

const isIn = async (page: Page, media: string): Promise<void> => {
  assert.equal(new URL(page.url()).pathname, media);
  await page.locator("video").first().waitFor({ state: "attached" });
};

feature("Signing in as a guest", (story) => {
  story("the invited person stays in, here and wherever the account is signed in", async (scene) => {
    const party = await invited(scene);
    const guest = await scene.device();
    await enter(guest, party);
    // The page that is open in another tab goes on as the member's.
    const other = await guest.tab();
    await other.goto(party.media);
    await other.locator("media-player").waitFor();
    const told = other.waitForEvent("load");
    await signInFrom(guest.page, party.account);
    await isIn(guest.page, party.media);
    await guest.page.locator("summary .avatar").waitFor();
    await shot(guest.page, "carried-over");
    await axe(guest.page);
    await told;
    await isIn(other, party.media);
    assert.equal(await other.locator(".stage.ended").count(), 0);

    const phone = await scene.device({ size: "phone" });
    await phone.page.goto(party.made.url);
    assert.match(await phone.page.locator("main").innerText(), /open in another browser/u);
    await shot(phone.page, "other-device-with-sign-in");
    await axe(phone.page);
    await signInFrom(phone.page, party.account);
    await isIn(phone.page, party.media);
    // From now on it stands on the home page, too.
    await phone.page.goto("/");
    await shot(phone.page, "home-shared");
    await axe(phone.page);
    await phone.page.locator(`section[aria-labelledby=shared] a[href="${party.media}"]`).click();
    await phone.page.waitForURL((url) => url.pathname === party.media);
  });

  story("without script the seat has no key, and all is the same", async (scene) => {
    const party = await invited(scene);
    const guest = await scene.device({ script: false });
    await enter(guest, party);
    await signInFrom(guest.page, party.account);
    await isIn(guest.page, party.media);
  });

  story("a guest whose proof has run out shows the key with the sign-in form", async (scene) => {
    const party = await invited(scene);
    const guest = await scene.device();
    await enter(guest, party);
    await guest.page.goto(`/sign-in?next=${party.media}`);
    await shot(guest.page, "sign-in-as-guest");
    await axe(guest.page);
    await guest.context.clearCookies({ name: "__Host-usher-proof" });
    await guest.page.reload();
    await guest.page.locator("[name=email]").fill(party.account.email);
    await guest.page.locator("[name=password]").fill(party.account.password);
    await guest.page.locator("form:has([name=password]) button").click();
    await guest.page.waitForURL((url) => url.pathname !== "/sign-in");
    await isIn(guest.page, party.media);
  });

  story("somebody else who signs in is not the guest, and the guest is out", async (scene) => {
    const party = await invited(scene);
    const guest = await scene.device();
    await enter(guest, party);
    await signInFrom(guest.page, scene.usher.account({ role: "admin" }));
    assert.equal(await guest.page.locator("video").count(), 0);
    await eventually(async () => {
      assert.equal((await guest.context.request.get(party.media)).status(), 404);
    });
    await guest.page.goto(party.made.url);
    assert.match(await guest.page.locator("main").innerText(), /Switch account/u);
  });
});
