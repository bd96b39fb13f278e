import assert from "node:assert/strict";
import { axe, eventually, everyStopHasAName, feature, looks, Member, type Page, shot, tabTo } from "../harness/index.ts";

/** Opens the three-dot menu of the page's head and presses one of its items. */
async function menu(page: Page, item: string): Promise<void> {
  await page.locator(".media-head summary").click();
  await page.locator(".media-head .menu-item", { hasText: item }).click();
}

/** Whether no button of a row lies over the row's title. */
const NO_TITLE_IS_COVERED = `[...document.querySelectorAll("tr:has(th[scope=row] bdi)")].every((row) => {
  const title = row.querySelector("th[scope=row] bdi").getBoundingClientRect();
  return [...row.querySelectorAll("button, summary")].every((button) => {
    const box = button.getBoundingClientRect();
    return box.left >= title.right || box.right <= title.left || box.top >= title.bottom || box.bottom <= title.top;
  });
})`;

/** The sentence that is said once after a deed. */
async function said(page: Page, words: RegExp): Promise<void> {
  await page.getByText(words).first().waitFor();
}

feature("Entry", (story) => {
  for (const look of looks) {
    story(`an owner edits, publishes, shares, deletes and restores on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const laptop = await device({ ...look, tolerate: [/422/u] });
      const owner = await Member.on(laptop, usher.account({ role: "admin" }));
      const { page } = laptop;
      const title = `A walk along the harbour (${look.size}, ${look.theme})`;
      const entry = await owner.newEntry("audio", title);
      await page.goto(`/media/${entry}`);
      await shot(page, "entry-empty");
      await axe(page);
      await everyStopHasAName(page);

      await menu(page, "Edit");
      await page.locator("[name=title]").fill(" ");
      await page.evaluate("document.querySelector('form:has([name=title])').noValidate = true");
      await page.locator("[name=description]").fill("From the lighthouse to the fish market.\n\nMore at https://harbour.example/walk");
      await page.getByRole("button", { name: "Save" }).click();
      await page.locator("[name=title][aria-invalid=true]").waitFor();
      assert.match(await page.locator("[name=description]").inputValue(), /^From the lighthouse/u, "what was typed is kept");
      await shot(page, "entry-edit-refused");
      await axe(page);
      await page.locator("[name=title]").fill(`${title}, edited`);
      await page.locator("[name=tags]").fill("harbour, Übung, 港, مرفأ");
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL(`**/media/${entry}`);
      await said(page, /Saved/u);
      assert.equal(await page.locator("h1").innerText(), `${title}, edited`);
      assert.equal(await page.locator(".tag").count(), 4);
      assert.equal(await page.locator(".prose a").getAttribute("href"), "https://harbour.example/walk");
      await axe(page);

      await menu(page, "Publish status");
      await page.locator("dialog[open] [value=unlisted]").waitFor();
      await shot(page, "entry-publish");
      await axe(page);
      await page.locator("dialog[open] [value=unlisted]").check();
      await page.locator("dialog[open]").getByRole("button", { name: "Save" }).click();
      await said(page, /Everybody who has the address/u);
      const passer = await device();
      assert.equal((await passer.page.goto(`/media/${entry}`))?.status(), 200, "whoever has the address");

      await menu(page, "People");
      await page.waitForURL("**/collaborators");
      await page.locator("[name=who]").pressSequentially("thuo");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await axe(page);
      await page.keyboard.press("Enter");
      await page.locator("[name=role]").selectOption("co_editor");
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.locator("tr", { hasText: "Thương Đặng" }).getByText("Co-editor").first().waitFor();
      await shot(page, "entry-people");
      await axe(page);
      await everyStopHasAName(page);

      const editor = await Member.on(await device({ tolerate: [/403|404/u] }), usher.account({ email: "thuong.dang@northfield.example" }));
      await editor.device.page.goto(`/media/${entry}`);
      await editor.device.page.locator(".media-head summary").click();
      const items = await editor.device.page.locator(".media-head .menu-item").allInnerTexts();
      assert.ok(items.some((item) => item.includes("Edit")) && !items.some((item) => /Delete|Publish/u.test(item)), items.join(", "));

      await page.goto(`/media/${entry}`);
      await menu(page, "Delete");
      await page.locator("dialog[open] form").waitFor();
      await axe(page);
      await page.locator("dialog[open] button.danger").click();
      await said(page, /30 days/u);
      await eventually(async () => {
        assert.equal((await editor.device.page.goto(`/media/${entry}`))?.status(), 404);
      });
      await axe(editor.device.page);
      await page.goto("/trash");
      await shot(page, "trash");
      assert.ok(await page.evaluate(NO_TITLE_IS_COVERED), "every title can be read to its end");
      await axe(page);
      await page.getByRole("button", { name: `Restore ${title}, edited` }).click();
      await said(page, /Taken out of the trash/u);
      assert.equal((await page.goto(`/media/${entry}`))?.status(), 200);
    });
  }

  story("two people who edit at once are told", async ({ usher, device }) => {
    const owner = await Member.on(await device({ tolerate: [/409/u] }), usher.account({ role: "admin" }));
    const entry = await owner.newEntry("video", "One title");
    const { page } = owner.device;
    await page.goto(`/media/${entry}/edit`);
    await owner.send("PATCH", `/api/v1/entries/${entry}`, { title: "Another title" });
    await page.locator("[name=title]").fill("A third title");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Somebody else saved this in the meantime.").waitFor();
    assert.equal(await page.locator("[name=title]").inputValue(), "A third title");
    await axe(page);
    await page.getByRole("button", { name: "Save" }).click();
    await said(page, /Saved/u);
  });

  story("captions are added, shown and deleted", async ({ usher, device }) => {
    const account = usher.account({ role: "private_only" });
    const owner = await Member.on(await device({ tolerate: [/422/u] }), account);
    const { page } = owner.device;
    const entry = usher.entry({ title: "Six tokens" }).id;
    await page.goto(`/media/${entry}/captions`);
    await axe(page);
    await page.locator("select[name=lang]").selectOption("de");
    await page.locator("[name=file]").setInputFiles({ name: "deutsch.vtt", mimeType: "text/vtt", buffer: Buffer.from("Liebes Tagebuch,\nheute war nichts.\n") });
    await page.getByRole("button", { name: "Add captions" }).click();
    await page.locator("[name=file][aria-invalid=true]").waitFor();
    await axe(page);
    await page.locator("select[name=lang]").selectOption("de");
    await page.locator("[name=file]").setInputFiles({ name: "deutsch.vtt", mimeType: "text/vtt", buffer: Buffer.from("WEBVTT\n\n00:01.000 --> 00:02.000\nHallo\n") });
    await page.getByRole("button", { name: "Add captions" }).click();
    await said(page, /Captions added/u);
    await page.goto(`/media/${entry}`);
    assert.deepEqual(await page.locator("track[srclang]").evaluateAll((tracks) => tracks.map((track) => track.getAttribute("srclang"))), ["de", "en"]);
    await page.goto(`/media/${entry}/captions`);
    await page.getByRole("button", { name: "Delete captions: Deutsch" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Delete captions" }).click();
    await said(page, /Captions deleted/u);
  });

  story("by keyboard alone: the menu, the dialog, and back to where one was", async ({ usher, device }) => {
    const owner = await Member.on(await device(), usher.account({ role: "admin" }));
    const entry = await owner.newEntry("video", "Keys");
    const { page } = owner.device;
    await page.goto(`/media/${entry}`);
    await tabTo(page, "More actions");
    await page.keyboard.press("Enter");
    await tabTo(page, "Publish status");
    await page.keyboard.press("Enter");
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await eventually(async () => {
      const at = await page.evaluate("document.activeElement?.closest('.media-head') !== null");
      assert.equal(at, true, "the focus is back in the menu");
    });
  });

  story("without script: edit, publish, delete, restore", async ({ usher, device }) => {
    const owner = await Member.on(await device({ script: false }), usher.account({ role: "admin" }));
    const entry = await owner.newEntry("video", "Plain");
    const { page } = owner.device;
    await page.goto(`/media/${entry}/edit`);
    await page.locator("[name=title]").fill("Plain and simple");
    await page.getByRole("button", { name: "Save" }).click();
    assert.equal(await page.locator("h1").innerText(), "Plain and simple");
    await page.goto(`/media/${entry}/publish`);
    await page.locator("[value=published]").check();
    await page.getByRole("button", { name: "Save" }).click();
    await axe(page);
    await page.goto(`/media/${entry}/delete`);
    await axe(page);
    await page.locator("button.danger").click();
    await page.goto("/trash");
    await page.getByRole("button", { name: "Restore Plain and simple" }).click();
    assert.equal((await page.goto(`/media/${entry}`))?.status(), 200);
  });
});
