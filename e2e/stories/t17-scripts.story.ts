import assert from "node:assert/strict";
import { captions, COOKIES, CUES, FILES, LANGUAGES, LOCAL_PARTS, PROSE, QUERIES, TEXTS } from "../corpus/scripts.ts";
import { type Account, type Device, eventually, feature, Member, type Page, type Scene } from "../harness/index.ts";

/** What could run later: a handler, a script without an address, an address that is a script. */
const SLEEPING = `[...document.querySelectorAll("*")].flatMap((element) => [
  ...[...element.attributes].filter(({ name, value }) => /^on/i.test(name) || (/(href|src|srcdoc|action|data)$/i.test(name) && /^\\s*(javascript|data:text)|</i.test(value))).map(({ name }) => element.tagName + " " + name),
  ...(element.tagName === "SCRIPT" && !element.src ? ["SCRIPT without src"] : []),
  ...(["IFRAME", "OBJECT", "EMBED", "BASE", "STYLE", "X", "MARQUEE"].includes(element.tagName) ? [element.tagName] : []),
]).concat([...document.links].filter(({ protocol }) => !/^https?:$/.test(protocol)).map(({ href }) => href))`;

/** Shows every caption track, and waits until each is read. */
const SHOW_EVERY_TRACK = `Promise.all([...document.querySelectorAll("track")].map((track) => new Promise((read) => {
  track.track.mode = "showing";
  if (track.readyState > 1) read();
  for (const end of ["load", "error"]) track.addEventListener(end, read);
})))`;

/** Opens pages in a few tabs at a time and gathers whatever ran on them. */
class Watch {
  readonly ran: string[] = [];
  readonly sleeping: string[] = [];
  opened = 0;
  readonly #device: Device;

  constructor(device: Device) {
    this.#device = device;
    device.context.on("dialog", (dialog) => {
      this.ran.push(`${dialog.type()} “${dialog.message()}” on ${dialog.page()?.url() ?? "?"}`);
      void dialog.dismiss();
    });
  }

  /** A script that runs is seen, and one that sleeps is. */
  async proves(): Promise<void> {
    const page = await this.#device.tab();
    await page.goto("data:text/html,<script>alert(17)</script><b onclick=alert(17)>");
    await this.look(page);
    assert.deepEqual([this.ran.length, this.sleeping.length], [1, 2]);
    this.ran.length = this.sleeping.length = this.opened = 0;
    await page.close();
  }

  async open(paths: string[]): Promise<void> {
    const waiting = [...paths];
    const tab = async (): Promise<void> => {
      const page = await this.#device.tab();
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        await page.goto(path);
        await this.look(page);
      }
      await page.close();
    };
    await Promise.all([tab(), tab(), tab(), tab()]);
  }

  /** Looks at a page as it stands. */
  async look(page: Page): Promise<void> {
    const found = await page.evaluate<string[]>(SLEEPING);
    // The player's pieces have styles of their own in their shadow only; a page of ours has none.
    this.sleeping.push(...found.map((what) => `${what} on ${page.url()}`));
    this.opened += 1;
  }
}

/** As many of the texts in one as it takes. */
function packed(texts: string[], most: number): string[] {
  const packs: string[] = [];
  for (const text of texts) {
    const last = packs.at(-1);
    if (last !== undefined && last.length + text.length < most) packs[packs.length - 1] = `${last} ${text}`;
    else packs.push(text);
  }
  return packs;
}

/** A member whose names are shown to others. */
function member(scene: Scene, email: string, firstName: string, lastName: string): Pick<Account, "email" | "password"> {
  const password = "correct horse battery";
  scene.usher.admin(["create-user", email, `--first-name=${firstName}`, `--last-name=${lastName}`, "--role=admin", "--password-stdin"], password);
  return { email, password };
}

feature("Scripts in what people write", (story) => {
  story("t17 nothing that is written, named or uploaded runs on any page that shows it", async (scene) => {
    const titles = packed(TEXTS, 200);
    const names = packed(TEXTS.slice(0, 40), 100);
    const account = member(scene, "owner@names.example", names[0] ?? "", names[1] ?? "");
    member(scene, "colleague@names.example", names[2] ?? "", names[3] ?? "");
    const device = await scene.device();
    const watch = new Watch(device);
    await watch.proves();
    const owner = await Member.on(device, account);

    // Titles, descriptions and tags: every text in each of them.
    const prose = [...TEXTS, ...PROSE].join("\n");
    const entries: string[] = [];
    for (const [index, title] of titles.entries()) {
      const tags = TEXTS.slice(index * 5, index * 5 + 5).map((text) => text.replaceAll(",", " ").slice(0, 50));
      entries.push(await owner.newEntry("video", title, { description: prose.slice(0, 10_000), tags }));
    }
    const [first = ""] = entries;
    await owner.send("PUT", `/api/v1/entries/${first}/collaborators/account:${await idOf(owner, "colleague")}`, { roles: ["co_editor"] });

    // Names and addresses of invited people; links to some of the titles.
    const links: string[] = [];
    for (const [index, entry] of entries.slice(0, 12).entries()) {
      links.push((await owner.invite(entry, `guest${index}@names.example`)).url);
    }
    for (const [index, name] of names.entries()) {
      await owner.invite(first, `named${index}@names.example`, { first_name: name, last_name: names.at(-1 - index) ?? "" });
    }
    for (const part of LOCAL_PARTS) await owner.invite(first, `${part}@names.example`);

    // Files, and captions on media that plays.
    const uploaded: string[] = [];
    for (const file of FILES) {
      const entry = await owner.newEntry(file.kind, file.name);
      await owner.upload(entry, file.name, Buffer.from(file.text, "latin1"));
      uploaded.push(entry);
    }
    const host = scene.usher.account({ role: "private_only" });
    const studio = await scene.device();
    const studioWatch = new Watch(studio);
    const hostMember = await Member.on(studio, host);
    const video = scene.usher.entry({ kind: "video", owner: host.email }).id;
    await hostMember.send("PUT", `/api/v1/entries/${video}/collaborators/account:${await idOf(owner, "owner@")}`, { roles: ["co_owner"] });
    const landing = (await owner.invite(video, "landing@names.example")).url;
    const labels = packed(TEXTS.slice(0, 30), 200);
    for (const [lang, label] of ["fr", "de", "it"].map((lang, index) => [lang, labels[index] ?? ""] as const)) {
      const sent = await studio.context.request.post(`/media/${video}/captions`, {
        multipart: { lang, label, file: { name: "<script>alert(17)</script>.vtt", mimeType: "text/vtt", buffer: Buffer.from(captions()) } },
        headers: { accept: "text/html" },
      });
      assert.ok(sent.ok(), `captions: ${sent.status()}`);
    }

    // Every page that shows them, to those who made them and to those who were invited.
    await watch.open([
      ...entries.map((entry) => `/media/${entry}`),
      ...["edit", "captions", "collaborators", "invites", "invite", "publish", "delete", "preview"].map((page) => `/media/${first}/${page}`),
      ...entries.slice(1, 4).map((entry) => `/media/${entry}/edit`),
      "/", "/my-media", "/trash", "/upload",
      ...QUERIES,
    ]);
    const page = await device.tab();
    for (let next: string | null = "/my-media"; next !== null;) {
      await page.goto(next);
      await watch.look(page);
      next = await page.locator("a[href*='before=']").first().getAttribute("href", { timeout: 500 }).catch(() => null);
    }
    // What was typed comes back beside its error, and the type-ahead draws names by script.
    await page.goto(`/media/${first}/invite`);
    await page.locator("[name=email]").pressSequentially("names");
    await page.getByRole("option").first().waitFor();
    await watch.look(page);
    for (const field of ["first_name", "last_name"]) await page.locator(`[name=${field}]`).fill(TEXTS[0] ?? "");
    await page.locator("[name=email]").fill("\"><script>alert(17)</script>");
    await page.evaluate("document.querySelector('form[action$=\"/invite\"]').noValidate = true");
    await page.locator("form[action$='/invite'] button.primary").click();
    await page.locator("[name=email][aria-invalid=true]").waitFor();
    await watch.look(page);

    // Landing pages, of what is being prepared and of what is there, by an inviter with such a name.
    const guest = await scene.device();
    const guestWatch = new Watch(guest);
    await guestWatch.open(links);
    // Titles in the player, which writes them by script too; cues as they are shown.
    for (const title of titles.slice(0, 4)) {
      await hostMember.send("PATCH", `/api/v1/entries/${video}`, { title });
      await guestWatch.open([landing]);
      await studio.page.goto(`/media/${video}`);
      await studio.page.locator("media-player video").waitFor();
      await studio.page.evaluate(SHOW_EVERY_TRACK);
      await studioWatch.look(studio.page);
    }
    await guest.page.goto(landing);
    await guest.page.evaluate("document.querySelector('form:has([name=email])').noValidate = true");
    await guest.page.locator("[name=email]").fill("\"><img src=x onerror=alert(17)>@names.example");
    await guest.page.locator("form button").click();
    await guest.page.locator("[name=email][aria-invalid=true]").waitFor();
    await guestWatch.look(guest.page);

    // What was uploaded: as its page, as its file, as a download.
    const settled = async (entry: string): Promise<void> => eventually(async () => {
      assert.notEqual(await owner.state(entry), "processing");
    }, 30_000);
    for (const entry of uploaded) await settled(entry);
    await watch.open(uploaded.map((entry) => `/media/${entry}`));
    const opened = await scene.device({ tolerate: [/console: /u, /answer 4/u, /request failed/u] });
    const openedWatch = new Watch(opened);
    await Member.on(opened, account);
    let served = 0;
    for (const entry of uploaded) {
      for (const part of ["file", "download", "poster"]) {
        const answer = await opened.context.request.get(`/media/${entry}/${part}`);
        if (!answer.ok()) continue;
        const { "content-security-policy": policy = "", "content-type": kind = "" } = answer.headers();
        assert.match(policy, /sandbox/u, `${entry}/${part}`);
        assert.doesNotMatch(kind, /html|svg|xml|script/u, `${entry}/${part}`);
        served += 1;
        // A download begins instead of a page; anything else is shown.
        await opened.page.goto(`/media/${entry}/${part}`).catch(() => undefined);
      }
    }
    assert.ok(served >= 3, "some of it is served");

    for (const language of LANGUAGES) {
      const reader = await scene.device();
      const readerWatch = new Watch(reader);
      await reader.context.setExtraHTTPHeaders({ "accept-language": language });
      await reader.context.addCookies(Object.entries(COOKIES).map(([name, value]) => ({ name, value, url: scene.usher.baseUrl })));
      await readerWatch.open(["/", "/sign-in", landing]);
      watch.ran.push(...readerWatch.ran);
      watch.sleeping.push(...readerWatch.sleeping);
      watch.opened += readerWatch.opened;
    }

    const watches = [watch, guestWatch, studioWatch, openedWatch];
    assert.deepEqual(watches.flatMap(({ ran }) => ran), []);
    assert.deepEqual(watches.flatMap(({ sleeping }) => sleeping), []);
    // Titles, prose, tags, names of members, of invited people and of tracks; the rest each in its place.
    const payloads = TEXTS.length * 3 + PROSE.length + names.length + labels.length + LOCAL_PARTS.length + FILES.length + CUES.length + QUERIES.length + LANGUAGES.length + Object.keys(COOKIES).length;
    const pages = watches.reduce((sum, { opened }) => sum + opened, 0);
    assert.ok(payloads >= 150);
    console.log(`figure: t17 ${payloads} payloads: 0 ran, 0 asked another host, on ${pages} pages`);
  });
});

async function idOf(member: Member, name: string): Promise<string> {
  const { people } = await member.send<{ people: { id: string }[] }>("GET", `/people?q=${name}`);
  return people[0]?.id ?? assert.fail(`nobody is called ${name}`);
}
