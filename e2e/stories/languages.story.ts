import assert from "node:assert/strict";
import { axe, everyStopHasAName, feature, looks, Member, type Page, shot, signIn } from "../harness/index.ts";

/** A phone in the dark, a desktop in the light. */
const ends = looks.filter(({ size, theme }) => (size === "phone") === (theme === "dark"));

/** Words that English can hardly do without, and German does not have. */
const ENGLISH = /(?<!\p{L})(?:the|you|your|and|with|from|this|that|is|it|of|to|or|password)(?!\p{L})/iu;

/** The page is in German, all of it that is seen or read out. */
async function german(page: Page, name: string): Promise<void> {
  assert.equal(await page.evaluate("document.documentElement.lang"), "de");
  const said = await page.evaluate(() => {
    const labels = [...document.querySelectorAll("[aria-label]")].map((one) => one.getAttribute("aria-label"));
    return [document.title, document.body.innerText, ...labels].join("\n");
  });
  assert.doesNotMatch(said, ENGLISH);
  await axe(page);
  await everyStopHasAName(page);
  await shot(page, name);
}

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

    story(`a German member signs in by a mailed code and reads no English on a ${look.size} in the ${look.theme} theme`, async ({ usher, device, mailbox: open }) => {
      const mailbox = await open();
      const administrator = await Member.on(await device(), usher.account({ site_admin: true }));
      const sender = { fromName: "Northfield", fromAddress: "hub@northfield.example" };
      await administrator.configure("emailservice", { host: "127.0.0.1", port: mailbox.port, security: "none", ...sender });
      await administrator.configure("emaillogin", { enabled: true, Method: "both" });
      // Each of the two has mail of their own.
      const account = usher.account({ role: look.size === "phone" ? "viewer" : "private_only" });
      const { page } = await device({ ...look, language: "de-AT" });

      await page.goto("/sign-in");
      await page.getByRole("link", { name: "Passwort vergessen?" }).press("Enter");
      await page.getByText("Wir schicken Ihnen einen Link").waitFor();
      await german(page, "languages-forgotten");
      await page.goto("/sign-in?next=/account/tokens");
      await german(page, "languages-sign-in");
      await page.locator("[name=email]").fill(account.email);
      await page.getByRole("button", { name: "Code per E-Mail schicken" }).press("Enter");
      await page.getByRole("heading", { name: "Sehen Sie in Ihre E-Mails" }).waitFor();
      await german(page, "languages-code");
      await page.getByLabel("Code aus der E-Mail").fill("1234");
      await page.keyboard.press("Enter");
      await page.getByText("Ein Code hat acht Ziffern.").waitFor();
      await german(page, "languages-code-refused");
      const { text } = await mailbox.mailTo(account.email);
      const code = /Ihr Code.*?(?<code>\d{8})/su.exec(text)?.groups?.["code"];
      assert.ok(code !== undefined, text);
      await page.getByLabel("Code aus der E-Mail").fill(code);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "API-Tokens" }).waitFor();
      await german(page, "languages-tokens");
      await page.goto("/account");
      await page.getByRole("heading", { name: "Mein Konto" }).waitFor();
      await german(page, "languages-account");
    });
  }
});
