import assert from "node:assert/strict";
import { axe, eventually, everyStopHasAName, feature, looks, Member, type Page, shot, signIn, type Usher } from "../harness/index.ts";

/** A template of the story's own, begun as the shipped one is. */
async function make(page: Page, usher: Usher, name: string): Promise<void> {
  await signIn(page, usher.account({ site_admin: true }));
  await page.goto("/admin/mail-templates");
  await axe(page);
  await shot(page, "mail-templates");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Make template" }).click();
  await page.getByText("The template is made.").waitFor();
}

/** What the last frame of the preview says. */
async function shown(page: Page): Promise<string> {
  const frame = page.frames().at(-1);
  return (await frame?.locator("body").textContent()) ?? "";
}

async function shows(page: Page, text: RegExp): Promise<void> {
  await eventually(async () => { assert.match(await shown(page), text); });
}

feature("Mail templates", (story) => {
  for (const look of looks.filter((one) => (one.size === "phone") === (one.theme === "light"))) {
    story(`a template is written with its preview beside it on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      await make(page, usher, `invitation-${look.size}`);
      await shows(page, /Hello Ada,/);
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "mail-template");
      await page.getByLabel("Subject", { exact: true }).fill("{INVITER} asks you in");
      await shows(page, /asks you in/);
      await page.getByRole("radio", { name: "Phone" }).check();
      await page.getByLabel("HTML body").fill("<p>Dear {LASTNAME}</p><p><a class=\"button\" href=\"{URL}\">Come in</a></p><p>{QRCODE}</p>");
      await shows(page, /Dear Lovelace/);
      await shot(page, "mail-template-phone");
      await page.getByRole("radio", { name: "Plain text" }).check();
      await shows(page, /Open the invitation:/);
      await page.getByLabel("HTML body").fill("<p>Dear {LASTNAMES}</p>");
      await shows(page, /Did you mean \{LASTNAME\}\?/);
      await page.locator(".save-bar .button.primary").click();
      await page.getByRole("alert").getByText("Did you mean {LASTNAME}?").first().waitFor();
      await shot(page, "mail-template-wrong");
      await axe(page);
      await page.getByLabel("HTML body").fill(`<p>Dear {LASTNAME} ${look.size}</p><p>{URL}</p>`);
      await page.locator(".save-bar .button.primary").click();
      await page.getByText("Saved. The next mail is written by it.").waitFor();
    });
  }

  for (const look of looks.filter((one) => (one.size === "phone") === (one.theme === "light"))) {
    story(`what stands in the form is sent to oneself as a test on a ${look.size} in the ${look.theme} theme`, async ({ usher, device, mailbox: open }) => {
      const mailbox = await open();
      const chief = usher.account({ site_admin: true });
      const administrator = await Member.on(await device(look), chief);
      await administrator.configure("emailservice", {
        host: "127.0.0.1",
        port: mailbox.port,
        security: "none",
        fromName: "Media Hub",
        fromAddress: "hub@northfield.example",
      });
      const { page } = administrator.device;
      await page.goto("/admin/mail-templates/invitation?lang=de");
      await page.getByLabel("Subject", { exact: true }).fill("Ein Test für {FIRSTNAME}");
      await page.getByRole("button", { name: "Send myself a test" }).click();
      await page.getByText("250 2.0.0 Ok: kept in the mailbox").waitFor();
      const mail = await mailbox.mailTo(chief.email);
      assert.equal(mail.subject, "Ein Test für Ada");
      assert.match(mail.text, /Guten Tag Ada Lovelace,/);
      assert.equal(await page.getByLabel("Subject", { exact: true }).inputValue(), "Ein Test für {FIRSTNAME}");
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "mail-template-test");
      await page.getByLabel("Subject", { exact: true }).fill("Ein Test für {FRISTNAME}");
      await page.getByRole("button", { name: "Send myself a test" }).click();
      await page.getByRole("alert").getByText("Did you mean {FIRSTNAME}?").first().waitFor();
      // Gone on before the answer is whole, the browser may give up both.
      await page.waitForLoadState();
      await page.goto("/admin/mail-templates/invitation?lang=de");
      assert.ok(!(await page.getByLabel("Subject", { exact: true }).inputValue()).includes("Test"), "nothing is saved");
    });
  }
});
