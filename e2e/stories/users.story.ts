import assert from "node:assert/strict";
import { axe, everyStopHasAName, feature, looks, type Page, shot, signIn, tabTo, type Usher } from "../harness/index.ts";

async function open(page: Page, usher: Usher): Promise<void> {
  await signIn(page, usher.account({ site_admin: true }));
  await page.goto("/admin/users");
  await page.getByRole("heading", { level: 2, name: "Users" }).waitFor();
}

/** A phone in the light, a desktop in the dark: each screen once at either width and in either theme. */
const ends = looks.filter(({ size, theme }) => (size === "phone") === (theme === "light"));

feature("Users", (story) => {
  for (const [index, look] of ends.entries()) {
    story(`a person is added by keyboard on a ${look.size} in the ${look.theme} theme, sets a password, and is suspended`, async ({ usher, device }) => {
      const { page } = await device(look);
      await open(page, usher);
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "users");
      await tabTo(page, "Add a person", "link");
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("E-mail address").fill("nonsense");
      await dialog.getByLabel("First name").fill("Ада");
      await dialog.getByLabel("Last name").fill(`Лавлейс ${index}`);
      await dialog.getByLabel("E-mail address").fill(`ada${index}@northfield.example`);
      await shot(page, "users-add");
      await axe(page);
      await page.keyboard.press("Enter");
      const link = dialog.getByLabel("Link to set a password");
      await link.waitFor();
      const address = await link.inputValue();
      await shot(page, "users-link");
      await axe(page);
      await dialog.getByRole("link", { name: "Done" }).press("Enter");
      await page.getByRole("heading", { name: `Ада Лавлейс ${index}` }).waitFor();

      const adas = (await device(look)).page;
      await adas.goto(address);
      await axe(adas);
      await shot(adas, "set-password");
      await adas.getByLabel("New password").fill("front of house");
      await adas.getByLabel("The same once more").fill("front of house");
      await adas.keyboard.press("Enter");
      await adas.getByText("Your password is set").waitFor();
      await adas.goto("/account");
      await axe(adas);
      await shot(adas, "account");

      await page.reload();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "users-one");
      await page.getByRole("link", { name: "Suspend" }).press("Enter");
      await page.getByText("No invite that they gave out is open.").waitFor();
      await axe(page);
      await shot(page, "users-suspend");
      await dialog.getByRole("button", { name: "Suspend" }).press("Enter");
      await page.getByText("They cannot sign in, and their API tokens rest.").waitFor();
      await axe(page);
      await adas.goto("/account");
      assert.equal(new URL(adas.url()).pathname, "/sign-in");
    });
  }
});

feature("Users by the table, and Groups", (story) => {
  for (const look of ends) {
    story(`people are imported and a group is looked after on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      await signIn(page, usher.account({ site_admin: true }));
      await page.goto("/admin/users/import");
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "import");
      const rows = [
        "E-Mail;First Name;Role;Groups",
        `zoe-${look.size}@northfield.example;Zo\u00eb;viewer;Film ${look.size}`,
        "nonsense;Eve;viewer;",
        `bob-${look.size}@northfield.example;=1+1;viewer;`,
      ];
      await page.getByLabel("CSV file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n"), "latin1") });
      await page.getByRole("button", { name: "Look at it" }).press("Enter");
      await page.getByText("Nothing is written yet. New: 1.").waitFor();
      await axe(page);
      await shot(page, "import-dry");
      await page.getByRole("button", { name: "Import 1 person" }).press("Enter");
      await page.getByText("Rows left out: 2.").waitFor();
      await axe(page);
      await shot(page, "import-done");

      await page.goto("/admin/groups");
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "groups");
      await page.getByRole("link", { name: `Film ${look.size}` }).press("Enter");
      await page.getByText(`zoe-${look.size}@northfield.example`).waitFor();
      await page.getByLabel("Add a member").fill("wulan");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Add", exact: true }).press("Enter");
      await page.getByRole("button", { name: "Take out Wulandari" }).waitFor();
      await axe(page);
      await shot(page, "group");
      await page.getByRole("link", { name: "Delete group" }).press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("2 people are in it").waitFor();
      await axe(page);
      await shot(page, "group-delete");
      await dialog.getByRole("button", { name: "Delete group" }).press("Enter");
      await page.getByText("The group is deleted.").waitFor();
    });
  }
});

feature("Users who leave", (story) => {
  for (const [index, look] of ends.entries()) {
    story(`what somebody has is handed over, and they are removed, on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const office = await device(look);
      const { page } = office;
      office.troubles.tolerate(/422/);
      const admin = usher.account({ site_admin: true });
      await signIn(page, admin);
      const dialog = page.getByRole("dialog");
      await page.goto("/admin/users/new");
      await page.getByLabel("E-mail address").fill(`leaver${index}@northfield.example`);
      await page.getByLabel("First name").fill(`Leaver ${index}`);
      await page.getByRole("button", { name: "Add", exact: true }).press("Enter");
      await page.getByLabel("Link to set a password").waitFor();
      await page.getByRole("link", { name: "Done" }).press("Enter");
      const choose = async (deed: string): Promise<void> => {
        await page.getByLabel(`More for Leaver ${index}`).press("Enter");
        await page.getByRole("link", { name: deed, exact: true }).press("Enter");
        await dialog.waitFor();
        await axe(page);
      };
      await choose("Hand over media");
      await shot(page, "hand-over");
      await dialog.getByLabel("New owner").fill("nobody@nowhere.example");
      await dialog.getByRole("button", { name: "Hand over media" }).press("Enter");
      await page.getByText("Nobody here has that address").waitFor();
      await axe(page);
      await page.getByLabel("New owner").fill(admin.email);
      await page.getByRole("button", { name: "Hand over media" }).press("Enter");
      await page.getByText("Handed over.").waitFor();
      await choose("Remove");
      await dialog.getByText("This cannot be undone.").waitFor();
      await shot(page, "remove");
      await dialog.getByLabel("Into the trash").check();
      await dialog.getByRole("button", { name: "Remove" }).press("Enter");
      await page.getByText("Removed.", { exact: true }).waitFor();
      await axe(page);

      await page.goto("/admin/users/import");
      const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from([0, 1, 2, 255, 254, 0, 7, 8, 9]) };
      await page.getByLabel("CSV file").setInputFiles(file);
      await page.getByRole("button", { name: "Look at it" }).press("Enter");
      await page.getByText("This is not a table as text, or it is damaged.").first().waitFor();
      await axe(page);
    });
  }
});
