import assert from "node:assert/strict";
import { axe, eventually, everyStopHasAName, feature, looks, type Page, shot, signIn, type Usher } from "../harness/index.ts";

const SERVICE = "/admin/config/tab/emailservice";
const JOBS = "/admin/jobs";

async function press(page: Page, name: string): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  await page.waitForLoadState();
  return answer.status();
}

/** Fills the console's form with the story's mail server. */
async function fillIn(page: Page, port: number): Promise<void> {
  await page.goto(SERVICE);
  await page.getByLabel("Mail server").fill("127.0.0.1");
  await page.getByLabel("Port", { exact: true }).fill(String(port));
  await page.getByRole("radio", { name: "None" }).check();
  await page.getByLabel("Sender’s name").fill("Media Hub");
  await page.getByLabel("Sender’s address").fill("hub@uni.edu");
}

async function administrate(page: Page, usher: Usher): Promise<void> {
  await signIn(page, usher.account({ site_admin: true }));
}

feature("Mail", (story) => {
  story("an administrator sets a mail server up, sees a test arrive and why another does not", async ({ usher, device, mailbox: open }) => {
    const mailbox = await open();
    const { page } = await device();
    await administrate(page, usher);
    await fillIn(page, mailbox.port);
    await page.getByLabel("Send a test").fill("ada@example.org");
    assert.equal(await press(page, "Send a test"), 200);
    await page.getByText("250 2.0.0 Ok: kept in the mailbox").waitFor();
    const mail = await mailbox.mailTo("ada@example.org");
    assert.equal(mail.subject, "A test from your media hub");
    assert.equal(mail.sender, "Media Hub <hub@uni.edu>");
    await axe(page);
    await everyStopHasAName(page);
    await shot(page, "mail-test-good");
    await page.getByLabel("Send a test").fill("nobody@example.org");
    await press(page, "Send a test");
    await page.getByText("550 5.1.1 No such user here").waitFor();
    await axe(page);
    await shot(page, "mail-test-refused");
    await page.getByLabel("Port", { exact: true }).fill("1");
    await press(page, "Send a test");
    await page.getByText("127.0.0.1, port 1, cannot be reached").waitFor();
    await fillIn(page, mailbox.port);
    assert.equal(await press(page, "Save"), 303);
    await page.getByText("Saved. It applies from now on.").waitFor();
  });

  story("an owner invites by mail, and the invited opens the mailed link", async ({ usher, device, mailbox: open }) => {
    const mailbox = await open();
    const film = usher.entry({ kind: "video" });
    const owner = usher.account({ email: film.owner });
    const { page } = await device();
    await signIn(page, owner);
    await page.goto(`/media/${film.id}/invite`);
    await page.getByLabel("E-mail").fill("mary@example.org");
    await page.getByLabel("First name").fill("Mary");
    await page.getByLabel("Last name").fill("Somerville");
    await page.getByLabel("Send link via email").check();
    await page.getByLabel("A line of your own").fill("See you <soon>!");
    await axe(page);
    await shot(page, "invite-by-mail");
    assert.equal(await press(page, "Generate invite link"), 200);
    await page.getByText("is on its way to").waitFor();
    const copied = await page.getByLabel("Link", { exact: true }).inputValue();
    await shot(page, "invite-by-mail-made");
    const mail = await mailbox.mailTo("mary@example.org");
    assert.ok(mail.text.includes("See you <soon>!") && mail.html.includes("See you &lt;soon&gt;!"), mail.text);
    const link = new RegExp(`${usher.baseUrl}/i/[\\w-]{43}`).exec(mail.text)?.[0];
    assert.ok(link !== undefined && link !== copied, mail.text);
    assert.ok(mail.html.includes(link));

    const guest = await device();
    await guest.page.goto(link);
    await guest.page.getByRole("textbox").fill("mary@example.org");
    await guest.page.getByRole("button", { name: "Continue" }).click();
    await guest.page.waitForURL(`**/media/${film.id}`);
  });

  for (const look of looks.filter((one) => (one.size === "phone") === (one.theme === "light"))) {
    story(`somebody is invited in German, by mail and on the page, on a ${look.size} in the ${look.theme} theme`, async ({ usher, device, mailbox: open }) => {
      const mailbox = await open();
      const film = usher.entry({ kind: "video" });
      const { page } = await device(look);
      await signIn(page, usher.account({ email: film.owner }));
      await page.goto(`/media/${film.id}/invite`);
      await page.getByLabel("E-mail").fill(`emmy@${look.size}.example.org`);
      await page.getByLabel("First name").fill("Emmy");
      await page.getByLabel("Last name").fill("Noether");
      await page.getByLabel("Language of the invitation").selectOption("Deutsch");
      await page.getByLabel("Send link via email").check();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "invite-in-german");
      assert.equal(await press(page, "Generate invite link"), 200);
      const mail = await mailbox.mailTo(`emmy@${look.size}.example.org`);
      assert.match(mail.text, /Guten Tag Emmy Noether,/);
      assert.match(mail.html, /Einladung öffnen/);
      const link = new RegExp(`${usher.baseUrl}/i/[\\w-]{43}`).exec(mail.text)?.[0];
      assert.ok(link !== undefined, mail.text);
      const guest = await device(look);
      await guest.page.goto(link);
      assert.equal(await guest.page.locator("html").getAttribute("lang"), "de");
      await axe(guest.page);
      await shot(guest.page, "lobby-in-german");
      await page.goto(`/media/${film.id}/invites`);
      await page.getByText("Deutsch", { exact: true }).first().waitFor();
      await axe(page);
      await shot(page, "invites-language");
    });

    story(`a member chooses to be told by mail on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      await signIn(page, usher.account({ role: "admin" }));
      await page.goto("/account#notices-heading");
      await page.getByRole("radio", { name: "In the hub and by mail" }).first().check();
      await axe(page);
      await shot(page, "account-notices");
      await page.locator("form[action='/account/notices']").getByRole("button", { name: "Save" }).click();
      await page.getByText("That is how you are told from now on.").waitFor();
      assert.ok(await page.getByRole("radio", { name: "In the hub and by mail" }).first().isChecked());
    });
  }

  for (const look of looks.filter((_, index) => index % 3 === 0)) {
    story(`every mail's fate is told in the console and the list on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const film = usher.entry({ kind: "video" });
      const member = await device(look);
      await signIn(member.page, usher.account({ email: film.owner }));
      await member.page.goto(`/media/${film.id}/invite`);
      await member.page.getByLabel("E-mail").fill(`nobody@${look.size}.example.org`);
      await member.page.getByLabel("First name").fill("Nobody");
      await member.page.getByLabel("Last name").fill(`On ${look.size}`);
      await member.page.getByLabel("Send link via email").check();
      assert.equal(await press(member.page, "Generate invite link"), 200);
      await eventually(async () => {
        await member.page.goto(`/media/${film.id}/invites`);
        assert.ok(await member.page.getByText("550 5.1.1 No such user here").first().isVisible());
      });
      await axe(member.page);
      await shot(member.page, "invites-mail");

      const { page } = await device(look);
      await administrate(page, usher);
      await page.goto(JOBS);
      await page.getByRole("heading", { name: "Jobs and mail" }).waitFor();
      await page.getByText("550 5.1.1 No such user here").first().waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "jobs-mail");
      await page.getByRole("link", { name: "Media", exact: true }).click();
      await page.getByText("Files that are being looked at").waitFor();
      await axe(page);
      await shot(page, "jobs-media");
    });
  }
});
