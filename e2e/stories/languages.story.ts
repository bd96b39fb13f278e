import assert from "node:assert/strict";
import { axe, everyStopHasAName, feature, looks, shot, signIn } from "../harness/index.ts";

/** A phone in the dark, a desktop in the light. */
const ends = looks.filter(({ size, theme }) => (size === "phone") === (theme === "dark"));

feature("Languages", (story) => {
  for (const look of ends) {
    story(`an invitation is read in the browser's language and in a chosen one on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const guest = await device({ ...look, language: "de-CH" });
      const { page } = guest;
      guest.troubles.tolerate(/422/);
      await page.goto(usher.invite({}).url);
      assert.equal(await page.evaluate("document.documentElement.lang"), "de");
      await page.getByRole("button", { name: "Weiter", exact: true }).waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "languages-german");
      await page.getByRole("button", { name: "Espa\u00f1ol" }).press("Enter");
      await page.getByRole("button", { name: "Continuar", exact: true }).waitFor();
      assert.equal(await page.evaluate("document.documentElement.lang"), "es");
      await page.locator("[name=email]").fill("nobody@northfield.example");
      await page.getByRole("button", { name: "Continuar", exact: true }).press("Enter");
      await page.getByText("La invitaci\u00f3n se envi\u00f3 a otra direcci\u00f3n").waitFor();
      await axe(page);
      await shot(page, "languages-spanish");
      await page.goto("/i/nothing");
      await page.getByText("Este enlace no lleva a ninguna parte.").waitFor();
      await axe(page);

      const { page: member } = await device({ ...look, language: "de" });
      await signIn(member, usher.account({ role: "private_only" }));
      await member.goto(`/media/${usher.entry({ kind: "video" }).id}`);
      await axe(member);
      await shot(member, "languages-media");
      const owned = `/media/${usher.entry({ kind: "video", owner: usher.account({ role: "private_only" }).email }).id}`;
      for (const [rest, said, name] of [
        ["/edit", "Schlagwörter", "edit"],
        ["/captions", "Untertitel hinzufügen", "captions"],
        ["/collaborators", "Personen hinzufügen", "people"],
        ["/invite", "Einladungslink erzeugen", "invite"],
        ["/invites", "Einladungen", "invites"],
      ] as const) {
        await member.goto(`${owned}${rest}`);
        await member.locator("main").getByText(said).first().waitFor();
        await axe(member);
        await shot(member, `languages-${name}`);
      }
      for (const [place, said] of [["/my-media", "Nirgends veröffentlicht"], ["/upload", "Höchstens"], ["/trash", "bleiben 30 Tage hier"]] as const) {
        await member.goto(place);
        await member.getByText(said).first().waitFor({ state: "attached" });
        await axe(member);
        await shot(member, `languages${place.replace("/", "-")}`);
      }
      await member.goto("/account");
      await member.getByRole("heading", { name: "Mein Konto" }).waitFor();
      await axe(member);
    });
  }
});
