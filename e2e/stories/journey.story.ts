import assert from "node:assert/strict";
import { axe, eventually, everyStopHasAName, feature, focused, type Look, looks, Member, type Page, type Scene, shot, tabTo } from "../harness/index.ts";

/** The main job from end to end, as its people go through it: one invites, the other gets in. */

/** What somebody without a mouse does on a page. */
class Hands {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(name: string | RegExp, role: string): Promise<void> {
    await tabTo(this.#page, name, role);
    await this.#page.keyboard.press("Enter");
  }

  async write(name: string | RegExp, text: string): Promise<void> {
    await tabTo(this.#page, name, "textbox");
    await this.#page.keyboard.type(text);
  }
}

/** A page as it is shown, looked at and looked through. */
async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState();
  await shot(page, name);
  await axe(page);
  const wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
  assert.equal(wide, false, `${name} is wider than the window`);
}

async function isAt(page: Page, path: string): Promise<void> {
  await page.waitForURL((url) => url.pathname === path);
}

async function ownerInvites({ usher, device }: Scene, at: Look, email: string): Promise<{ link: string; media: string }> {
  const account = usher.account({ role: "private_only" });
  const media = `/media/${usher.entry({ kind: "video", owner: account.email }).id}`;
  const { page } = await device(at);
  const hands = new Hands(page);
  await page.goto(`/sign-in?next=${media}`);
  await look(page, "journey-1-sign-in");
  await hands.write(/E-mail/u, account.email);
  await hands.write("Password", account.password);
  await page.keyboard.press("Enter");
  await isAt(page, media);
  await page.locator("media-player").waitFor();
  await look(page, "journey-2-own-media");
  await hands.press("Invite users", "link");
  await page.locator("dialog[open] [name=email]").waitFor();
  // The dialog takes the focus to its first field.
  assert.match((await focused(page))?.name ?? "", /mail/iu);
  await page.keyboard.type(email);
  await hands.write("First name", "Grace");
  await hands.write("Last name", "Hopper");
  await look(page, "journey-3-inviting");
  await page.keyboard.press("Enter");
  const field = page.locator("#link");
  await field.waitFor();
  await look(page, "journey-4-made");
  await hands.press(/Copy/u, "button");
  const link = await eventually(async () => {
    const copied = String(await page.evaluate("navigator.clipboard.readText()"));
    assert.equal(copied, await field.inputValue());
    return copied;
  });
  await page.goto(`${media}/invites`);
  await look(page, "journey-5-list");
  await page.goto(`${media}/preview`);
  await look(page, "journey-6-preview");
  await page.goto("/my-media");
  await look(page, "journey-7-my-media");
  await page.goto("/");
  await look(page, "journey-8-home");
  return { link, media };
}

feature("Journey", (story) => {
  for (const at of looks) {
    story(`from the invitation to the film by keyboard alone, on a ${at.size} in the ${at.theme} theme`, async (scene) => {
      const email = `journey-${at.size}-${at.theme}@navy.example`;
      const { link, media } = await ownerInvites(scene, at, email);
      const { page, troubles } = await scene.device(at);
      troubles.tolerate(/answer 422/u);
      const hands = new Hands(page);
      await page.goto(link);
      await look(page, "journey-a-landing");
      await everyStopHasAName(page);
      await page.evaluate("document.activeElement?.blur()");
      await hands.write(/address/iu, "somebody@navy.example");
      await page.keyboard.press("Enter");
      await page.locator("[aria-invalid=true]").waitFor();
      await look(page, "journey-b-wrong-address");
      // The focus is where it has to be mended.
      assert.equal((await focused(page))?.role, "textbox");
      await page.keyboard.press("Control+A");
      await page.keyboard.type(email);
      await page.keyboard.press("Enter");
      await isAt(page, media);
      await page.locator("media-player").waitFor();
      await look(page, "journey-c-inside");
      await hands.press("Play", "button");
      await eventually(async () => {
        assert.ok(await page.evaluate("document.querySelector('video').currentTime > 0.2"), "the picture moves");
      });
      await page.keyboard.press("Enter");
      await page.goto(link);
      await isAt(page, media);
      await page.goto(`${media}/leave`);
      await look(page, "journey-d-leaving");
      await hands.press("Leave", "button");
      await isAt(page, "/goodbye");
      await look(page, "journey-e-goodbye");
      await page.goto(link);
      await look(page, "journey-f-used-up");
    });
  }

  story("an audio recording and a document are entered like a film", async (scene) => {
    for (const [index, kind] of (["audio", "document"] as const).entries()) {
      const made = scene.usher.entry({ kind });
      const owner = await Member.on(await scene.device(), scene.usher.account({ email: made.owner }));
      const { url } = await owner.invite(made.id, `${kind}@navy.example`);
      const { page } = await scene.device({ size: index === 0 ? "phone" : "desktop", theme: "dark" });
      await page.goto(url);
      await look(page, `journey-${kind}-landing`);
      await page.locator("[name=email]").fill(`${kind}@navy.example`);
      await page.locator("form button").click();
      await isAt(page, `/media/${made.id}`);
      await page.locator(kind === "audio" ? "media-player" : "document-viewer").waitFor();
      await look(page, `journey-${kind}-inside`);
    }
  });
});
