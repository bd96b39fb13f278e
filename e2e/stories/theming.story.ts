import { axe, feature, looks, shot, signIn } from "../harness/index.ts";

feature("Theming", (story) => {
  for (const look of looks.filter((one) => (one.size === "phone") === (one.theme === "light"))) {
    story(`colour, name and links of the site stand on every page on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      await signIn(page, usher.account({ site_admin: true }));
      await page.goto("/admin/config/tab/theming");
      await page.getByLabel("Name of the hub").fill("Northfield Media");
      await page.getByLabel("Accent colour").fill(look.size === "phone" ? "#ffd500" : "#c2185b");
      await page.locator(".save-bar .button.primary").click();
      await page.getByText(/keeps a contrast of 4\.5 to 1/).waitFor();
      await axe(page);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("Saved. It applies from now on.").waitFor();
      await axe(page);
      await shot(page, "theming");
      await page.goto("/admin/config/tab/navigation");
      await page.getByLabel("Links of the header").fill("Library | https://library.northfield.example");
      await page.getByLabel("Imprint").fill("https://northfield.example/imprint");
      await page.getByLabel("Support").fill("mailto:help@northfield.example");
      await page.locator(".save-bar .button.primary").click();
      await page.getByText(/Saved\. It applies from now on\.|Nothing was changed/).waitFor();
      await axe(page);
      const guest = (await device(look)).page;
      await guest.goto(usher.invite({}).url);
      await guest.getByRole("link", { name: "Imprint" }).waitFor();
      await guest.getByText("Northfield Media").first().waitFor();
      await axe(guest);
      await shot(guest, "theming-lobby");
      await guest.goto("/");
      await guest.getByRole("link", { name: "Library" }).first().waitFor();
      await axe(guest);
      await shot(guest, "theming-home");
    });
  }
});
