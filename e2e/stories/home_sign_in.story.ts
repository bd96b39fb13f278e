import assert from "node:assert/strict";
import { axe, everyStopHasAName, feature, Member, OpenIdProvider, type Scene, shot, tabTo } from "../harness/index.ts";

const EMAIL = "maria@home.example";

async function stage(scene: Scene): Promise<{ owner: Member; entry: string; idp: OpenIdProvider }> {
  const { usher, device } = scene;
  const idp = await OpenIdProvider.open(usher.baseUrl, "home", [
    { sub: "2001", given_name: "Maria", family_name: "Agnesi", email: EMAIL, email_verified: true },
  ]);
  const administrator = await Member.on(await device(), usher.account({ site_admin: true }));
  await administrator.configure("outgoing", { PrivateAddresses: [idp.address] });
  await administrator.configure("auth", {
    providers: [{ id: "home", name: "Home college", issuer: idp.issuer, clientId: idp.client.id, secret: idp.client.secret, trustedDomains: ["home.example"], mayCreate: true }],
  });
  const { page } = administrator.device;
  await page.goto("/admin/config/tab/invitetomedia");
  const own = page.getByLabel("Own sign-in first");
  await own.check();
  await page.locator(".save-bar button.primary").click();
  await page.getByText("Saved. It applies from now on.").waitFor();
  await axe(page);
  const account = usher.account({ role: "private_only" });
  return { owner: await Member.on(await device(), account), entry: usher.entry({ kind: "video", owner: account.email }).id, idp };
}

feature("Own sign-in first", (story) => {
  story("whoever types an address of a college signs in there and is in as a member; a guest may go on without", async (scene) => {
    const { owner, entry, idp } = await stage(scene);
    try {
      const made = await owner.invite(entry, EMAIL);
      const desk = await scene.device({ tolerate: [new RegExp(`asks another host at ${idp.issuer}`, "u"), /page error.*127\.0\.0\.1/u] });
      await desk.page.goto(made.url);
      await desk.page.getByLabel("Enter the e-mail address").fill(EMAIL);
      await tabTo(desk.page, "Continue", "button");
      await desk.page.keyboard.press("Enter");
      await desk.page.getByText("People of home.example sign in here.").waitFor();
      await axe(desk.page);
      await everyStopHasAName(desk.page);
      await shot(desk.page, "lobby-home");
      await desk.page.getByRole("link", { name: "Sign in with Home college" }).click();
      await desk.page.waitForURL((url) => url.host === idp.address);
      await desk.page.getByRole("button", { name: "Maria", exact: true }).click();
      await desk.page.waitForURL("**/media/**");
      await desk.page.goto("/invited");
      await desk.page.getByRole("heading", { name: "Open to you" }).waitFor();

      const other = await owner.invite(entry, "guest@home.example");
      const phone = await scene.device({ size: "phone", theme: "dark" });
      await phone.page.goto(other.url);
      await phone.page.getByLabel("Enter the e-mail address").fill("guest@home.example");
      await phone.page.getByRole("button", { name: "Continue" }).click();
      const without = phone.page.getByRole("button", { name: "Go on without signing in" });
      await without.waitFor();
      await axe(phone.page);
      await shot(phone.page, "lobby-home");
      await without.click();
      await phone.page.waitForURL("**/media/**");
      const guest = (await owner.invites(entry)).find(({ email }) => email === "guest@home.example");
      assert.equal(guest?.state, "joined");
    } finally {
      await idp.close();
    }
  });

  story("without script it is the same", async (scene) => {
    const { usher, device } = scene;
    const administrator = await Member.on(await device(), usher.account({ site_admin: true }));
    await administrator.configure("invitetomedia", { HomeDomainRedirect: true, RestrictNewUserDomains: ["site.example"] });
    await administrator.configure("auth", { providers: [] });
    const account = usher.account({ role: "private_only" });
    const owner = await Member.on(await device(), account);
    const entry = usher.entry({ kind: "video", owner: account.email }).id;
    const member = usher.account({ role: "viewer" });
    const domain = member.email.split("@")[1] ?? "";
    await administrator.configure("invitetomedia", { RestrictNewUserDomains: [domain] });
    const made = await owner.invite(entry, member.email);
    const { page } = await device({ script: false });
    await page.goto(made.url);
    await page.getByLabel("Enter the e-mail address").fill(member.email);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("link", { name: "Sign in", exact: true }).click();
    await page.getByLabel("E-mail").fill(member.email);
    await page.getByLabel("Password").fill(member.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/media/**");
    await administrator.configure("invitetomedia", { HomeDomainRedirect: false, RestrictNewUserDomains: [] });
  });
});
