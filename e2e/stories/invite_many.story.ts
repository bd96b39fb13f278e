import assert from "node:assert/strict";
import { axe, everyStopHasAName, feature, looks, shot, signIn, tabTo } from "../harness/index.ts";

/** Other people each time: whoever was invited before is not new. */
const listOf = (where: string): string => `Ada Lovelace <ada@${where}.example>\nNoyce, Bob <bob@${where}.example>\nEve <eve>\n`;

/** A phone in the light, a desktop in the dark: each screen once at either width and in either theme. */
const ends = looks.filter(({ size, theme }) => (size === "phone") === (theme === "light"));

feature("Invite several people", (story) => {
  for (const look of ends) {
    story(`an owner pastes a list, corrects it and invites by keyboard on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      const list = listOf(look.size);
      const owner = usher.account({ role: "private_only" });
      const media = `/media/${usher.entry({ kind: "video", owner: owner.email }).id}`;
      await signIn(page, owner);
      await page.goto(`${media}/invite`);
      await tabTo(page, "Several people…", "link");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Invite several people" }).waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "many-form");
      await page.getByRole("textbox", { name: "People" }).fill(list);
      await tabTo(page, "Look at it", "button");
      await page.keyboard.press("Enter");
      await page.getByText("This is not an e-mail address").waitFor();
      await page.getByText("Nothing is written yet. New: 2.").waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "many-looked");
      await tabTo(page, "Correct the list", "link");
      await page.keyboard.press("Enter");
      assert.equal(await page.getByRole("textbox", { name: "People" }).inputValue(), list, "nothing typed is lost");
      await page.getByRole("textbox", { name: "People" }).fill(list.replace("<eve>", `Online <eve@${look.size}.example>`));
      await page.getByRole("button", { name: "Look at it" }).press("Enter");
      await page.getByRole("button", { name: "Invite 3 people" }).press("Enter");
      await page.getByRole("heading", { name: "What became of the list" }).waitFor();
      await page.getByText("New: 3.").waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "many-done");
      const file = page.waitForEvent("download");
      await page.getByRole("button", { name: "Make and download links" }).press("Enter");
      assert.equal((await file).suggestedFilename(), "invite-links.csv");
      await page.getByRole("link", { name: "See all invites" }).press("Enter");
      await page.getByText(`bob@${look.size}.example`).waitFor();
    });
  }
});
