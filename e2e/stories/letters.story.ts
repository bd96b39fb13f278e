import assert from "node:assert/strict";
import { axe, type Device, eventually, everyStopHasAName, feature, looks, type Mail, type Mailbox, Member, type Page, type Scene, shot, signIn, tabTo } from "../harness/index.ts";

/** A phone in the light, a desktop in the dark: each screen once at either width and in either theme. */
const ends = looks.filter(({ size, theme }) => (size === "phone") === (theme === "light"));

/** The hub sends its mail to the story's server, and members sign in by it. */
async function withMail({ usher, device, mailbox: open }: Scene): Promise<Member> {
  const mailbox = await open();
  const administrator = await Member.on(await device(), usher.account({ site_admin: true }));
  await administrator.configure("emailservice", {
    host: "127.0.0.1",
    port: mailbox.port,
    security: "none",
    fromName: "Media Hub",
    fromAddress: "hub@northfield.example",
  });
  await administrator.configure("emaillogin", { enabled: true, Method: "both" });
  return administrator;
}

function codeIn(mail: Mail): string {
  const code = /\b\d{8}\b/.exec(mail.text)?.[0];
  assert.ok(code !== undefined && mail.html.includes(code), mail.text);
  return code;
}

function linkIn(mail: Mail, base: string, path: string): string {
  const link = new RegExp(`${base}${path}/[\\w-]{43}`).exec(mail.text)?.[0];
  assert.ok(link !== undefined && mail.html.includes(link), mail.text);
  return link;
}

/** The newest mail to somebody, once it is the one that is meant. */
async function mailTo(mailbox: Mailbox, address: string, isMeant: (mail: Mail) => boolean): Promise<Mail> {
  return eventually(async () => {
    const mail = await mailbox.mailTo(address);
    assert.ok(isMeant(mail), `The newest mail to ${address} is still “${mail.subject}”`);
    return mail;
  }, 30_000);
}

/** What a mail scanner does: opens it in a browser of its own and presses whatever there is. */
async function scan(scanner: Device, link: string): Promise<void> {
  await scanner.page.goto(link);
  const buttons = scanner.page.locator("main form button");
  if ((await buttons.count()) > 0) await buttons.first().click();
  await scanner.page.waitForLoadState();
}

async function pasteInto(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label);
  await field.focus();
  await field.evaluate((input: HTMLInputElement, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (input.dispatchEvent(event)) input.setRangeText(pasted, 0, input.value.length, "end");
  }, text);
}

feature("Letters", (story) => {
  for (const [index, look] of ends.entries()) {
    story(`a member signs in by a mailed code and a mailed link on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      await withMail(scene);
      const mailbox = await scene.mailbox();
      const account = scene.usher.account({ role: "viewer" });
      const { page } = await scene.device(look);
      await page.goto("/sign-in?next=/account");
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "login-by-mail");
      await page.getByLabel("E-mail").fill(account.email);
      await tabTo(page, "Mail me a code", "button");
      const before = mailbox.count;
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "login-code");
      await page.getByLabel("Code from the mail").fill("0000 0000");
      await page.keyboard.press("Enter");
      await page.getByText("more times").waitFor();
      await axe(page);
      await shot(page, "login-code-wrong");
      const mail = await mailbox.mailTo(account.email);
      assert.equal(mailbox.count, before + 1);
      assert.match(mail.subject, /^Sign in to /);
      const code = codeIn(mail);
      // Typed on one, pasted with what is around it on the other.
      if (index === 0) {
        await page.getByLabel("Code from the mail").fill("");
        await page.getByLabel("Code from the mail").pressSequentially(`${code.slice(0, 4)} ${code.slice(4)}`);
      } else {
        await pasteInto(page, "Code from the mail", `${code.slice(0, 4)}-${code.slice(4)}`);
      }
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "My account" }).waitFor();

      // By the link: a scanner is there first, and the member still comes in.
      await page.goto("/account");
      await page.getByRole("button", { name: "Sign out everywhere" }).click();
      await page.waitForURL("**/sign-in");
      await page.getByLabel("E-mail").fill(account.email);
      await page.getByRole("button", { name: "Mail me a code" }).click();
      await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
      const second = await mailTo(mailbox, account.email, (one) => codeIn(one) !== code);
      const link = linkIn(second, scene.usher.baseUrl, "/sign-in/link");
      const scanner = await scene.device({ ...look, tolerate: [/422/] });
      await scan(scanner, link);
      await axe(scanner.page);
      await shot(scanner.page, "login-link-elsewhere");
      await page.goto(link);
      await axe(page);
      await shot(page, "login-link");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL((url) => url.pathname === "/");
      const old = await scene.device({ tolerate: [/410/] });
      await old.page.goto(link);
      await old.page.getByText("was used already").waitFor();
      await axe(old.page);
    });

    story(`a forgotten password is set anew, and an address added, on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      const administrator = await withMail(scene);
      const mailbox = await scene.mailbox();
      const email = `mary${index}@northfield.example`;
      const chief = administrator.device.page;
      await chief.goto("/admin/users/new");
      await chief.getByLabel("E-mail address").fill(email);
      await chief.getByLabel("First name").fill("Mary");
      await chief.getByLabel("Last name").fill(`Somerville ${index}`);
      assert.ok(await chief.getByLabel("Mail them a link to set their password").isChecked());
      await axe(chief);
      await shot(chief, "users-add-mailed");
      await chief.getByRole("button", { name: "Add", exact: true }).click();
      await chief.getByText("is on its way to them").waitFor();
      const welcome = await mailbox.mailTo(email);
      assert.match(welcome.subject, /^Your account at /);
      const { page } = await scene.device(look);
      await page.goto(linkIn(welcome, scene.usher.baseUrl, "/set-password"));
      await page.getByLabel("New password").fill("front of house");
      await page.getByLabel("The same once more").fill("front of house");
      await page.keyboard.press("Enter");
      await page.getByText("Your password is set").waitFor();

      // Forgotten again.
      const other = await scene.device(look);
      await other.page.goto("/sign-in");
      await other.page.getByRole("link", { name: "Forgotten your password?" }).click();
      await axe(other.page);
      await everyStopHasAName(other.page);
      await shot(other.page, "forgotten");
      await other.page.getByLabel("E-mail").fill(email);
      await other.page.keyboard.press("Enter");
      await other.page.getByRole("heading", { name: "Look into your mail" }).waitFor();
      await axe(other.page);
      await shot(other.page, "forgotten-sent");
      const reset = await mailTo(mailbox, email, (one) => one.subject === "Set a new password");
      await scan(await scene.device({ tolerate: [/422/] }), linkIn(reset, scene.usher.baseUrl, "/reset-password"));
      await other.page.goto(linkIn(reset, scene.usher.baseUrl, "/reset-password"));
      await axe(other.page);
      await other.page.getByLabel("New password").fill("back of house");
      await other.page.getByLabel("The same once more").fill("back of house?");
      await other.page.keyboard.press("Enter");
      await other.page.getByText("The two are not the same").waitFor();
      await other.page.getByLabel("New password").fill("back of house");
      await other.page.getByLabel("The same once more").fill("back of house");
      await other.page.keyboard.press("Enter");
      await other.page.getByText("Your password is set").waitFor();
      await page.goto("/account");
      await page.waitForURL((url) => url.pathname === "/sign-in");

      // One more address.
      await other.page.goto("/account");
      await axe(other.page);
      await everyStopHasAName(other.page);
      await shot(other.page, "account-addresses");
      const home = `mary${index}@home.example`;
      await other.page.getByLabel("Another address").fill(home);
      await other.page.keyboard.press("Enter");
      await other.page.getByText(`A mail is on its way to ${home}`).waitFor();
      await axe(other.page);
      await everyStopHasAName(other.page);
      await shot(other.page, "account-address-code");
      await other.page.getByLabel("Code from the mail").fill(codeIn(await mailbox.mailTo(home)));
      await other.page.keyboard.press("Enter");
      await other.page.getByText("The address is added.").waitFor();
      assert.ok(await other.page.getByText(home).isVisible());
      await axe(other.page);
      await shot(other.page, "account-addresses-two");
    });
  }

  story("a member signs in by a mailed code without script", async (scene) => {
    await withMail(scene);
    const mailbox = await scene.mailbox();
    const account = scene.usher.account({ role: "private_only" });
    const { page } = await scene.device({ script: false, size: "phone" });
    await page.goto("/sign-in?next=/account");
    await page.getByLabel("E-mail").fill(account.email);
    await page.getByRole("button", { name: "Mail me a code" }).click();
    await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
    await axe(page);
    const code = codeIn(await mailTo(mailbox, account.email, (one) => one.subject.startsWith("Sign in to ")));
    const wrong = code === "00000000" ? "11111111" : "00000000";
    await page.getByLabel("Code from the mail").fill(wrong);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("more times").waitFor();
    await axe(page);
    await page.getByLabel("Code from the mail").fill(`${code.slice(0, 4)} ${code.slice(4)}`);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL("**/account");
    await page.getByRole("heading", { name: "My account" }).waitFor();
    await axe(page);
  });

  story("the console offers signing in by mail, says what is missing, and bounds guessing", async (scene) => {
    const { page } = await scene.device();
    const administrator = await Member.on(await scene.device(), scene.usher.account({ site_admin: true }));
    await administrator.configure("emaillogin", { enabled: false });
    await administrator.configure("emailservice", { host: "", fromAddress: "" });
    const console = administrator.device.page;
    await console.goto("/admin/config/tab/emaillogin");
    await console.getByText("No mail service is set up").waitFor();
    await axe(console);
    await everyStopHasAName(console);
    await shot(console, "console-emaillogin");
    await console.goto("/admin/config/tab/security");
    await console.getByLabel("Wrong passwords for one address").fill("80");
    await console.getByRole("radio", { name: "On these sites" }).check();
    await console.locator(".save-bar").getByRole("button", { name: "Save" }).click();
    await console.getByRole("heading", { name: /problem|another look/i }).or(console.locator(".error-summary")).first().waitFor();
    await axe(console);
    await shot(console, "console-security-contradiction");
    await console.getByLabel("Wrong passwords for one address").fill("20");
    await console.getByLabel("Sites", { exact: true }).fill("lms.northfield.example");
    await console.locator(".save-bar").getByRole("button", { name: "Save" }).click();
    await console.getByText("as if they were their own").waitFor();
    await axe(console);
    await shot(console, "console-security-confirm");
    await console.locator("main form button.primary").first().click();
    await console.getByText("Saved. It applies from now on.").waitFor();
    const entry = scene.usher.entry({ kind: "video" });
    const login = await page.goto("/sign-in");
    assert.match(login?.headers()["content-security-policy"] ?? "", /frame-ancestors 'none'/);
    const owner = await scene.device();
    await signIn(owner.page, scene.usher.account({ email: entry.owner }));
    const shown = await owner.page.goto(`/media/${entry.id}`);
    assert.match(shown?.headers()["content-security-policy"] ?? "", /frame-ancestors https:\/\/lms\.northfield\.example/);
    await page.goto("/forgot-password");
    await page.getByText("Ask your administrator").waitFor();
    await axe(page);
  });
});
