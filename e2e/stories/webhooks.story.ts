import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { axe, eventually, everyStopHasAName, feature, looks, Member, type Page, shot } from "../harness/index.ts";

interface Came {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Another program, which keeps what it is sent and answers as it is told. */
class Receiver {
  readonly came: Came[] = [];
  status = 200;
  readonly address: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async open(): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>((listening) => { server.listen(0, "127.0.0.1", listening); });
    const receiver = new Receiver(server);
    server.on("request", (request, response) => {
      let body = "";
      request.setEncoding("utf8");
      request.on("data", (part: string) => { body += part; });
      request.on("end", () => {
        receiver.came.push({ headers: request.headers, body });
        response.writeHead(receiver.status, { "content-type": "text/plain" }).end("noted");
      });
    });
    return receiver;
  }

  get url(): string {
    return `http://${this.address}/hook`;
  }

  close(): void {
    this.#server.close();
  }
}

/** As docs/WEBHOOKS.md says. */
function isFromTheHub(secret: string, { headers, body }: Came): boolean {
  const header = String(headers["usher-signature"]);
  const parts = new Map(header.split(",").map((part) => part.split("=", 2) as [string, string]));
  const time = parts.get("t") ?? "";
  const expected = createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex");
  return parts.get("v1") === expected && Math.abs(Date.now() / 1000 - Number(time)) <= 300;
}

async function press(page: Page, name: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  await page.waitForLoadState();
}

feature("Webhooks", (story) => {
  story("an administrator adds a webhook, tests it, and it is told of an invitation", async ({ usher, device }) => {
    const receiver = await Receiver.open();
    const desk = await device({ tolerate: [/422/u] });
    const admin = await Member.on(desk, usher.account({ site_admin: true }));
    const { page } = desk;
    await page.goto("/admin/webhooks");
    await axe(page);
    await shot(page, "webhooks-none");
    await page.getByRole("link", { name: "New webhook" }).click();
    await press(page, "Add it");
    await page.getByText("Choose at least one event").waitFor();
    await axe(page);
    await page.getByLabel("Address", { exact: true }).fill(receiver.url);
    await page.getByLabel("Somebody was invited").check();
    await page.getByLabel("An invited person came for the first time").check();
    await shot(page, "webhooks-new");
    await press(page, "Add it");
    const secret = await page.locator("#secret").inputValue();
    assert.match(secret, /^whsec_/u);
    await axe(page);
    await shot(page, "webhooks-secret");
    await page.getByRole("link", { name: "Done" }).click();
    await press(page, "Send a test");
    const path = new URL(page.url()).pathname;
    await eventually(async () => {
      await page.goto(path);
      await page.getByText("not permitted in Outgoing").first().waitFor({ timeout: 1_000 });
    });
    await axe(page);
    await admin.configure("outgoing", { PrivateAddresses: [receiver.address] });
    await page.goto(path);
    await page.getByRole("link", { name: "A test" }).first().click();
    await axe(page);
    await everyStopHasAName(page);
    await shot(page, "webhooks-delivery");
    await eventually(() => { assert.ok(receiver.came.length >= 1); }, 30_000);
    assert.ok(isFromTheHub(secret, receiver.came[0] as Came));
    assert.equal(receiver.came[0]?.headers["usher-event"], "test");

    const owner = usher.account({ role: "private_only" });
    const grace = await Member.on(await device(), owner);
    const entry = usher.entry({ kind: "video", owner: owner.email }).id;
    const person = { email: "hook@example.org", first_name: "Ada", last_name: "Lovelace", role: "viewer" };
    await grace.send("POST", `/api/v1/entries/${entry}/invites`, person);
    await eventually(() => { assert.ok(receiver.came.some((one) => one.headers["usher-event"] === "invite.created")); }, 40_000);
    const told = receiver.came.find((one) => one.headers["usher-event"] === "invite.created") as Came;
    assert.ok(isFromTheHub(secret, told));
    assert.ok(!told.body.includes("hook@example.org"), "IDs only");

    await page.goto(path);
    await page.getByText("Delivered").first().waitFor();
    await shot(page, "webhooks-one");
    await axe(page);
    await press(page, "Switch off");
    await page.getByRole("button", { name: "Switch on" }).waitFor();
    await page.getByRole("link", { name: "Delete" }).click();
    await axe(page);
    await press(page, "Delete");
    await page.getByText("No webhooks yet").waitFor();
    receiver.close();
  });

  story("every page of it is fine at both widths and in both themes", async ({ usher, device }) => {
    const root = usher.account({ site_admin: true });
    const first = await device();
    await Member.on(first, root);
    await first.page.goto("/admin/webhooks/new");
    await first.page.getByLabel("Address", { exact: true }).fill("https://a-rather-long-name-of-a-server.department.university.example/integrations/usher/webhook?tenant=42");
    await first.page.getByLabel("A guest came").check();
    await first.page.getByRole("button", { name: "Add it" }).click();
    await first.page.locator("#secret").waitFor();
    await first.page.getByRole("link", { name: "Done" }).click();
    const path = new URL(first.page.url()).pathname;
    for (const look of looks) {
      const seen = await device(look);
      await Member.on(seen, root);
      for (const page of ["/admin/webhooks", "/admin/webhooks/new", path, `${path}/secret`, `${path}/delete`]) {
        await seen.page.goto(page);
        await axe(seen.page);
        await shot(seen.page, `webhooks-look${page.replaceAll("/", "-").replace(/[0-9a-f-]{36}/u, "one")}`);
      }
    }
  });
});
