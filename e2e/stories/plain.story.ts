import assert from "node:assert/strict";
import { axe, feature, signIn } from "../harness/index.ts";

feature("Without script", (story) => {
  story("somebody signs in, invites, and the invitee watches by the browser's own player", async ({ usher, device }) => {
    const owner = usher.account({ role: "private_only" });
    const entry = usher.entry({ kind: "video", owner: owner.email });
    const { page } = await device({ script: false });
    await signIn(page, owner);
    await page.goto(`/media/${entry.id}`);
    await page.locator("a[href$='/invite']").first().click();
    await page.locator("[name=email]").fill("plain@navy.example");
    await page.locator("[name=first_name]").fill("佐藤");
    await page.locator("[name=last_name]").fill("Ünal-O’Brien");
    await page.locator("form[action$='/invite'] button.primary").click();
    const link = await page.locator("#link").inputValue();
    await axe(page);

    const guest = await device({ script: false, size: "phone" });
    await guest.page.goto(link);
    await axe(guest.page);
    await guest.page.locator("[name=email]").fill("plain@navy.example");
    await guest.page.locator("form button").click();
    await guest.page.waitForURL(`**/media/${entry.id}`);
    await axe(guest.page);
    const video = guest.page.locator("video[controls]");
    assert.equal(await video.count(), 1);
    const source = await guest.page.locator("video source, video[src]").first().getAttribute("src");
    const bytes = await guest.context.request.get(source ?? "", { headers: { range: "bytes=0-99" } });
    assert.equal(bytes.status(), 206);
    assert.equal(await guest.page.locator("video track[kind=captions]").count(), 1);
  });
});
