import assert from "node:assert/strict";
import { axe, everyStopHasAName, feature, looks, Member, shot, tabTo } from "../harness/index.ts";

feature("Finding", (story) => {
  for (const look of looks) {
    story(`one's own media are found, and several changed at once, on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const owner = await Member.on(await device({ ...look, tolerate: [/422/u] }), usher.account({ role: "admin" }));
      const { page } = owner.device;
      const mark = `quagga${look.size}${look.theme}`;
      const [first, second] = [await owner.newEntry("video", `Über ${mark} eins`), await owner.newEntry("audio", `About ${mark} two`)];
      await page.goto("/my-media");
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, `my-media-${look.size}`);
      await page.locator("[name=q]").fill(`uber ${mark.slice(0, -1)}`);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/my-media?q=*");
      assert.deepEqual(await page.locator(".title-link").allInnerTexts(), [`Über ${mark} eins`]);
      await page.locator("[name=q]").fill(mark);
      await page.locator("[name=kind]").selectOption("audio");
      await page.getByRole("button", { name: "Find" }).click();
      assert.deepEqual(await page.locator(".title-link").allInnerTexts(), [`About ${mark} two`]);
      await page.locator("[name=kind]").selectOption("");
      await page.locator("[name=sort]").selectOption("title");
      await page.getByRole("button", { name: "Find" }).click();
      assert.equal(await page.locator(".title-link").count(), 2);
      await axe(page);

      await page.getByLabel("Pick all on this page").check();
      await shot(page, `my-media-many-${look.size}`);
      await page.getByRole("button", { name: "Add a tag" }).click();
      await page.locator("[name=tag]").fill("a,b");
      await page.locator("form.dialog-body .button.primary").click();
      await page.locator("[name=tag][aria-invalid=true]").waitFor();
      await shot(page, `many-${look.size}`);
      await axe(page);
      await page.locator("[name=tag]").fill(`zorilla${look.size}${look.theme}`);
      await page.locator("form.dialog-body .button.primary").click();
      await page.getByText(/All of them have the tag/u).first().waitFor();
      await page.goto(`/my-media?q=zorilla${look.size}${look.theme}`);
      assert.equal(await page.locator(".title-link").count(), 2, "found by the tag");

      await page.locator("[data-pick]").first().check();
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await page.locator("form.dialog-body .button.danger").click();
      await page.getByText(/They stay in the trash/u).first().waitFor();
      await page.goto(`/my-media?q=${mark}`);
      assert.equal(await page.locator(".title-link").count(), 1);
      await page.goto("/my-media?q=nothinglikethis");
      await page.getByText("Nothing found").waitFor();
      await axe(page);
      for (const entry of [first, second]) await owner.send("DELETE", `/api/v1/entries/${entry}`);
    });
  }

  story("one's own media are told apart by where they stand, without script", async ({ usher, device }) => {
    const account = usher.account({ email: "zoe.akerlund@northfield.example" });
    const { page } = (await Member.on(await device({ script: false, size: "phone", theme: "dark" }), account)).device;
    await page.goto("/my-media");
    const titles = (): Promise<string[]> => page.locator(".title-link").allInnerTexts();
    await page.getByLabel("In channel or gallery").selectOption("CS 340: for the exam");
    await page.getByRole("button", { name: "Find" }).click();
    assert.deepEqual(await titles(), ["Six tokens", "Compilers, week 3: from source to tokens"]);
    await axe(page);
    await shot(page, "my-media-in-channel");
    await page.getByLabel("In channel or gallery").selectOption("Published nowhere");
    await page.getByRole("button", { name: "Find" }).click();
    assert.deepEqual(await titles(), ["Compilers: plan of the term"]);
    await axe(page);
    await page.getByRole("link", { name: "Show all" }).click();
    assert.ok((await titles()).length > 2);
  });

  story("by keyboard and without script: find, pick, publish; and strangers find it by what is said in it", async ({ usher, device }) => {
    const account = usher.account({ role: "admin" });
    const owner = await Member.on(await device(), account);
    const entry = await owner.newEntry("audio", "Aardvark hour");
    const plain = await Member.on(await device({ script: false }), account);
    const { page } = plain.device;
    await page.goto("/my-media?q=aardvark");
    await tabTo(page, "Pick Aardvark hour");
    await page.keyboard.press(" ");
    await page.locator("#many button[value=publish]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/my-media/many");
    await axe(page);
    await page.locator("[value=published]").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/publish status of all/u).first().waitFor();
    await owner.send("DELETE", `/api/v1/entries/${entry}`);

    const stranger = await device({ size: "phone", theme: "dark" });
    await stranger.page.goto("/?q=tokens");
    await axe(stranger.page);
    await shot(stranger.page, "gallery-find");
    await stranger.page.goto("/?q=nothinglikethis");
    await stranger.page.getByText("Nothing found").waitFor();
  });
});
