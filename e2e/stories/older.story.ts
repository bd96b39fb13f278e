import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eventually, feature, Member, OlderLine, type Page } from "../harness/index.ts";

/** A site of somebody else on the same host: its cookies are ours too, so that `SameSite` keeps nothing back. */
class OtherSite {
  readonly #server: Server;
  #page = "";

  private constructor() {
    this.#server = createServer((_, answer) => {
      answer.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><meta charset="utf-8">${this.#page}`);
    });
  }

  static async open(): Promise<OtherSite> {
    const site = new OtherSite();
    site.#server.listen(0, "127.0.0.1");
    await once(site.#server, "listening");
    return site;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Opens a page with this in it. */
  async show(page: Page, html: string): Promise<void> {
    this.#page = html;
    await page.goto(this.address);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const SUBMIT = "<script>document.forms[0].submit()</script>";
const inFrame = (html: string) => `<iframe sandbox="allow-forms allow-scripts" srcdoc='${html}'></iframe>`;

/** The ways in which a page makes a browser act on another site. */
const WAYS: [string, (action: string) => string][] = [
  ["a form", (action) => `<form method="post" action="${action}"><input name="next" value="/"></form>${SUBMIT}`],
  ["a form that says nothing of its site", (action) => `<meta name="referrer" content="no-referrer"><form method="post" action="${action}"></form>${SUBMIT}`],
  ["a form that says all of its site", (action) => `<meta name="referrer" content="unsafe-url"><form method="post" action="${action}"></form>${SUBMIT}`],
  ["a form of plain text", (action) => `<form method="post" enctype="text/plain" action="${action}"><input name="a" value="b"></form>${SUBMIT}`],
  ["a form with a file", (action) => `<form method="post" enctype="multipart/form-data" action="${action}"><input name="a" value="b"></form>${SUBMIT}`],
  ["a form in a sandbox", (action) => inFrame(`<form method="post" action="${action}"></form>${SUBMIT}`)],
  ["a script", (action) => `<script>fetch("${action}", { method: "POST", mode: "no-cors", credentials: "include", body: new URLSearchParams({ next: "/" }) })</script>`],
  ["a script in a sandbox", (action) => inFrame(`<script>fetch("${action}", { method: "POST", mode: "no-cors", credentials: "include" })</script>`)],
  ["a beacon", (action) => `<script>navigator.sendBeacon("${action}", new URLSearchParams({ next: "/" }))</script>`],
];

feature("Older browsers", (story) => {
  story("t14 one without Fetch Metadata does what its person does, and nothing for another site", async (scene) => {
    const line = await OlderLine.open();
    const site = await OtherSite.open();
    try {
      const owner = scene.usher.account({ role: "private_only" });
      const entry = scene.usher.entry({ kind: "video", owner: owner.email });
      const tolerate = [/asks another host/u, /answer 403/u, /console: /u, /request failed/u, /Failed to fetch/u];
      const device = await scene.device({ line, tolerate });
      const { page } = device;
      // Signing in, inviting somebody, choosing a theme.
      await Member.on(device, owner);
      await page.goto(`/media/${entry.id}/invite`);
      await page.locator("[name=email]").fill("older@navy.example");
      await page.locator("[name=first_name]").fill("Ada");
      await page.locator("[name=last_name]").fill("Lovelace");
      await page.locator("form[action$='/invite'] button.primary").click();
      const link = await page.locator("#link").inputValue();
      await page.goto(`/media/${entry.id}`);
      await page.locator("summary:has(.avatar)").click();
      await page.locator("[data-theme-switch] button[value=dark]").click();
      await page.locator("html[data-theme=dark]").waitFor({ state: "attached" });

      // The guest comes in by the link, and leaves again.
      const guest = await scene.device({ line, script: false });
      await guest.page.goto(link);
      await guest.page.locator("[name=email]").fill("older@navy.example");
      await guest.page.locator("form button").click();
      await guest.page.waitForURL((url) => url.pathname === `/media/${entry.id}`);
      await guest.page.goto(`/media/${entry.id}/leave`);
      await guest.page.locator("form[action$='/leave'] button").click();
      await guest.page.waitForURL("**/goodbye");

      const own = line.acts;
      const refused = own.filter(({ status }) => status >= 400);
      assert.deepEqual(refused.map(({ url }) => url.pathname), [], "our own are accepted");
      assert.ok(own.length >= 5, `only ${own.length} acts`);
      for (const { origin, url } of own) assert.equal(origin, scene.usher.baseUrl, url.pathname);
      for (const { referer, url } of line.asked) {
        assert.ok(referer === undefined || referer === `${scene.usher.baseUrl}/`, `${url.pathname} was told ${referer}`);
      }

      const targets = ["/sign-out", "/preferences/theme", `/media/${entry.id}/delete`, `/media/${entry.id}/invite`, new URL(link).pathname];
      let tried = 0;
      for (const [way, html] of WAYS) {
        for (const target of targets) {
          const before = line.acts.length;
          await site.show(page, html(scene.usher.baseUrl + target));
          // Beside it, the page that is left may say its last word of who was here.
          const sent = () => line.acts.slice(before).filter(({ url }) => url.pathname === target);
          await eventually(() => { assert.ok(sent().length > 0, `${way} at ${target} was not sent`); });
          const acts = sent();
          assert.deepEqual(acts.map(({ status }) => status), [403], `${way} at ${target}`);
          assert.notEqual(acts[0]?.origin, scene.usher.baseUrl, way);
          tried += 1;
        }
      }
      await page.goto("/my-media");
      assert.equal(new URL(page.url()).pathname, "/my-media", "still signed in");
      console.log(`figure: t14 without Fetch Metadata: ${tried} acts of another site, ${tried} refused; ${own.length} of our own, ${own.length} accepted`);
    } finally {
      line.close();
      site.close();
    }
  });
});
