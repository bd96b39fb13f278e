import assert from "node:assert/strict";
import { axe, type Device, everyStopHasAName, feature, Member, OpenIdProvider, type Page, type Person, shot, type Usher } from "../harness/index.ts";

const TAB = "/admin/config/tab/auth";

const people = (usher: Usher): Person[] => [
  { sub: "1001", given_name: "Mary", family_name: "Somerville", email: "mary@uni.example", email_verified: true, roles: ["staff"], groups: ["maths"] },
  { sub: "1002", given_name: "Owner", family_name: "Already", email: usher.account({ role: "viewer" }).email, email_verified: true },
  { sub: "1003", given_name: "Unsure", family_name: "Person", email: "unsure@uni.example", email_verified: false },
];

async function press(page: Page, name: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  await page.waitForLoadState();
}

/** At the provider's own page. */
async function say(page: Page, who: string): Promise<void> {
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
  await page.getByRole("button", { name: who, exact: true }).click();
}

/** A device that may visit the provider, too. */
const abroad = (idp: OpenIdProvider) => ({ tolerate: [new RegExp(`asks another host at ${idp.issuer}`, "u"), /page error.*127\.0\.0\.1/u] });

/** From the sign-in page to the provider, as somebody; back wherever that leads. */
async function go(device: Device, idp: OpenIdProvider, who: string, from = "/sign-in"): Promise<void> {
  await device.page.goto(from);
  await device.page.getByRole("link", { name: "Sign in with University" }).click();
  await device.page.waitForURL((url) => url.host === idp.address);
  await say(device.page, who);
  await device.page.waitForURL((url) => url.host !== idp.address);
}

feature("OpenID Connect", (story) => {
  let idp: OpenIdProvider | undefined;
  const provider = async (usher: Usher): Promise<OpenIdProvider> => (idp ??= await OpenIdProvider.open(usher.baseUrl, "uni", people(usher)));

  story("an administrator sets a provider up, is told why it cannot be reached, and checks it", async ({ usher, device }) => {
    const idp = await provider(usher);
    const desk = await device();
    const admin = await Member.on(desk, usher.account({ site_admin: true }));
    const { page } = desk;
    await page.goto(TAB);
    await axe(page);
    await page.getByRole("link", { name: "Add a provider" }).click();
    await page.getByLabel("Name in addresses").fill("uni");
    await page.getByLabel("Name", { exact: true }).fill("University");
    await page.getByLabel("Issuer").fill(`${idp.issuer}/`);
    await page.getByLabel("Client ID").fill(idp.client.id);
    await page.getByLabel("Client secret").fill(idp.client.secret);
    await page.getByLabel("Scopes").fill("openid profile email groups");
    await page.getByLabel("Domains that it vouches for").fill("uni.example\n*.example");
    await page.getByLabel("Newcomers get an account").check();
    await page.getByLabel("Claim with roles").fill("roles");
    await page.getByLabel("What its values give").first().fill("staff => admin");
    await page.getByLabel("Claim with groups").fill("groups");
    await page.getByLabel("What its values give").last().fill("maths => Mathematics");
    await press(page, "Check");
    await page.getByText("name that address under Outgoing").waitFor();
    await axe(page);
    await shot(page, "openid-not-permitted");
    await admin.configure("outgoing", { PrivateAddresses: [idp.address] });
    await press(page, "Check");
    await page.getByText("It calls itself otherwise").waitFor();
    await page.getByLabel("Issuer").fill(idp.issuer);
    await press(page, "Check");
    await page.getByText("The provider answers, and people can sign in with it").waitFor();
    await axe(page);
    await everyStopHasAName(page);
    await shot(page, "openid-checked");
    await press(page, "Save");
    await page.getByText("Saved. It applies from now on.").waitFor();
    await page.getByRole("link", { name: "University" }).click();
    assert.equal(await page.getByLabel("Redirect URI to register at the provider").inputValue(), `${usher.baseUrl}/sign-in/with/uni/back`);
    await axe(page);
  });

  story("a newcomer signs in, has an account with role and group, and comes back to it on a phone", async ({ usher, device }) => {
    const idp = await provider(usher);
    const desk = await device(abroad(idp));
    await desk.page.goto("/sign-in?next=/my-media");
    await axe(desk.page);
    await shot(desk.page, "sign-in-with-providers");
    await go(desk, idp, "Mary", "/sign-in?next=/my-media");
    assert.equal(new URL(desk.page.url()).pathname, "/my-media");
    await desk.page.goto("/account");
    const account = await desk.page.locator("main").innerText();
    for (const told of ["Mary Somerville", "mary@uni.example", "University", "Admin"]) assert.ok(account.includes(told), `${told} in ${account}`);
    await axe(desk.page);
    await shot(desk.page, "account-with-provider");
    await press(desk.page, "Disconnect University");
    await desk.page.getByText("This is the only way in which you can sign in").waitFor();
    const phone = await device({ ...abroad(idp), size: "phone", theme: "dark", script: false });
    await go(phone, idp, "Mary");
    await phone.page.goto("/account");
    assert.ok((await phone.page.locator("main").innerText()).includes("Mary Somerville"));
  });

  story("whose address has an account proves it, then connects it", async ({ usher, device }) => {
    const idp = await provider(usher);
    const account = usher.account({ role: "viewer" });
    const mine = await device(abroad(idp));
    await go(mine, idp, "Owner");
    assert.equal(new URL(mine.page.url()).pathname, "/sign-in/connect");
    await mine.page.getByText("There is an account with this address here already").waitFor();
    await axe(mine.page);
    await shot(mine.page, "link-after-proof");
    await mine.page.getByRole("link", { name: "Sign in to my account" }).click();
    await mine.page.locator("[name=email]").fill(account.email);
    await mine.page.locator("[name=password]").fill(account.password);
    await mine.page.locator("form:has([name=password]) button").first().click();
    await mine.page.waitForURL((url) => url.pathname === "/sign-in/connect");
    await axe(mine.page);
    await shot(mine.page, "link-question");
    await press(mine.page, "Connect");
    const other = await device({ ...abroad(idp), size: "phone" });
    await go(other, idp, "Owner");
    await other.page.goto("/account");
    assert.ok((await other.page.locator("main").innerText()).includes(account.email));
  });

  story("who cancels, is not believed, or comes back in another browser is told what to do", async ({ usher, device }) => {
    const idp = await provider(usher);
    const one = await device({ ...abroad(idp), size: "phone" });
    await go(one, idp, "Cancel");
    await one.page.getByText("Signing in was cancelled").waitFor();
    await axe(one.page);
    await shot(one.page, "cancelled");
    await one.page.getByRole("link", { name: "Try again with University" }).click();
    await say(one.page, "Unsure");
    await one.page.getByText("does not say that your e-mail address is verified").waitFor();
    await axe(one.page);
    await one.page.getByRole("button", { name: "Do not connect" }).click();
    await one.page.waitForURL((url) => url.pathname === "/sign-in");
    await one.page.goto("/sign-in/with/uni/back?code=x&state=y");
    await one.page.getByText("Begin again in this browser").waitFor();
    await axe(one.page);
    await shot(one.page, "not-begun-here");
    await idp.close();
  });
});
