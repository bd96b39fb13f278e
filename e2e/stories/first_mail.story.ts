import assert from "node:assert/strict";
import { axe, eventually, everyStopHasAName, feature, type Look, type Page, sample, shot, signIn } from "../harness/index.ts";

/** A new administrator: from an empty data folder to the first mailed invitation. */

const PASSWORD = "front of house 1904";
/** There is one first time. */
const DESK: Look = { size: "desktop", theme: "dark" };
const HAND: Look = { size: "phone", theme: "light" };

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState();
  await axe(page);
  await everyStopHasAName(page);
  await shot(page, `first-${name}`);
}

async function press(page: Page, name: string): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  await page.waitForLoadState();
  return answer.status();
}

feature("First mail", (story) => {
  story("from an empty folder to an invitation in the mailbox, and in on a phone", async ({ usher, device, mailbox: open }) => {
    const mailbox = await open();
    const email = "siobhan@uni.edu";
    const create = ["create-user", email, "--first-name", "Siobhan", "--last-name", "O’Brien", "--role", "unmoderated_admin"];
    usher.admin([...create, "--site-admin", "--password-stdin"], PASSWORD);

    const { page } = await device(DESK);
    await page.goto("/");
    await look(page, "1-empty-hub");
    await signIn(page, { email, password: PASSWORD });
    await page.goto("/admin");
    await look(page, "2-console");
    await page.getByRole("link", { name: "EmailService" }).first().click();
    await page.getByLabel("Mail server").fill("127.0.0.1");
    await page.getByLabel("Port", { exact: true }).fill(String(mailbox.port));
    await page.getByRole("radio", { name: "None" }).check();
    await page.getByLabel("Sender’s name").fill("Uni Media");
    await page.getByLabel("Sender’s address").fill("media@uni.edu");
    await page.getByLabel("Send a test").fill(email);
    assert.equal(await press(page, "Send a test"), 200);
    await page.getByText("250 2.0.0 Ok: kept in the mailbox").waitFor();
    assert.equal((await mailbox.mailTo(email)).sender, "Uni Media <media@uni.edu>");
    await look(page, "3-test-sent");
    assert.equal(await press(page, "Save"), 303);
    await page.getByText("Saved. It applies from now on.").waitFor();

    await page.goto("/my-media");
    await look(page, "4-nothing-yet");
    await page.goto("/upload");
    await page.locator("media-uploader input[type=file]").setInputFiles(sample("lecture.mp4"));
    await page.getByText("Ready", { exact: true }).waitFor({ timeout: 60_000 });
    await page.locator(".upload a", { hasText: "Open" }).click();
    await page.locator("media-player").waitFor();
    const media = new URL(page.url()).pathname;
    await look(page, "5-media");

    await page.goto(`${media}/invite`);
    const guest = "ada@example.org";
    await page.getByLabel("E-mail").fill(guest);
    await page.getByLabel("First name").fill("Ada");
    await page.getByLabel("Last name").fill("Lovelace");
    await page.getByLabel("Send link via email").check();
    await look(page, "6-invite");
    assert.equal(await press(page, "Generate invite link"), 200);
    await page.getByText("is on its way to").waitFor();
    const mail = await mailbox.mailTo(guest);
    assert.match(mail.subject, /Siobhan O’Brien/u);
    const link = new RegExp(`${usher.baseUrl}/i/[\\w-]{43}`).exec(mail.text)?.[0];
    assert.ok(link !== undefined && mail.html.includes(link), mail.text);

    const ada = await device(HAND);
    await ada.page.goto(link);
    await look(ada.page, "7-landing");
    await ada.page.getByRole("textbox").fill(guest);
    await ada.page.getByRole("button", { name: "Continue" }).click();
    await ada.page.waitForURL(`**${media}`);
    await ada.page.locator("media-player").waitFor();
    await look(ada.page, "8-inside");
    await eventually(async () => {
      await page.goto(`${media}/invites`);
      assert.ok(await page.getByText("Joined").first().isVisible());
    });
    await look(page, "9-joined");
  });
}, { empty: true });
