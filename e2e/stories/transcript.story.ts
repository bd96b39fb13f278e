import assert from "node:assert/strict";
import { axe, eventually, everyStopHasAName, feature, looks, Member, type Page, type Scene, shot, tabTo } from "../harness/index.ts";

/** Ten seconds of SubRip as an old program writes it: Windows-1252, commas, its cues out of order. */
const german = Buffer.from(
  "2\r\n00:00:04,000 --> 00:00:06,500\r\n<font color=red>Sch\xf6ne Gr\xfc\xdfe</font>\r\n\r\n1\r\n00:00:01,000 --> 00:00:03,000\r\nGuten Morgen\r\n",
  "latin1",
);

/** Captions of `count` sentences, one each second. */
function captions(count: number): Buffer {
  const clock = (at: number): string => `${String(Math.floor(at / 3600)).padStart(2, "0")}:${String(Math.floor(at / 60) % 60).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}.000`;
  const cues = Array.from({ length: count }, (_, n) => `${clock(n)} --> ${clock(n + 1)}\nSentence ${n} of the day, ${n % 3 === 0 ? "tokens" : "grammar"}`);
  return Buffer.from(`WEBVTT\n\n${cues.join("\n\n")}\n`);
}

async function stage({ usher, device }: Scene, look: (typeof looks)[number]): Promise<{ owner: Member; entry: string; page: Page }> {
  const account = usher.account({ role: "private_only" });
  const owner = await Member.on(await device({ ...look, tolerate: [/422/u] }), account);
  return { owner, entry: usher.entry({ kind: "video", owner: account.email }).id, page: owner.device.page };
}

async function upload(page: Page, entry: string, lang: string, name: string, buffer: Buffer, standard = false): Promise<void> {
  await page.goto(`/media/${entry}/captions`);
  const old = page.locator("tr", { has: page.locator(`[lang="${lang}"]`) }).locator("button.square");
  if ((await old.count()) > 0) {
    await old.click();
    await page.locator("dialog[open] button").last().click();
    await page.getByText(/Captions deleted/u).first().waitFor();
  }
  await page.locator("select[name=lang]").selectOption(lang);
  await page.locator("[name=file]").setInputFiles({ name, mimeType: "text/plain", buffer });
  if (standard) await page.locator("#standard").check();
  await page.getByRole("button", { name: "Add captions" }).click();
  await page.getByText(/Captions added/u).first().waitFor();
}

async function at(page: Page): Promise<number> {
  return Number(await page.evaluate("document.querySelector('video').currentTime"));
}

async function until(page: Page, holds: (time: number) => boolean): Promise<void> {
  await eventually(async () => {
    const time = await at(page);
    assert.ok(holds(time), `at ${time}`);
  });
}

feature("Transcript", (story) => {
  for (const look of looks) {
    story(`the words of a film are read, followed and searched on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      const { entry, page } = await stage(scene, look);
      await upload(page, entry, "de", "deutsch.vtt", german, true);
      await shot(page, "captions-languages");
      await axe(page);
      await upload(page, entry, "en", "english.srt", captions(10_000));

      await page.goto(`/media/${entry}`);
      assert.equal(await page.locator("track[kind=captions][default]").getAttribute("srclang"), "de");
      await page.locator(".transcript > summary").click();
      await page.locator("[data-tools]:not([hidden])").waitFor();
      await page.getByText("Sentence 5 of the day").waitFor();
      await shot(page, `transcript-${look.size}`);
      // Whatever is half under the page's own header is no target there; it is once it was scrolled out.
      await page.evaluate("scrollTo(0, 0)");
      await axe(page);
      await everyStopHasAName(page);
      assert.ok(Number(await page.evaluate("document.querySelectorAll('.cues a').length")) < 1000, "only what is near is there");

      await page.locator(".cues a", { hasText: "Sentence 7 of" }).click();
      await until(page, (time) => time >= 7);
      await page.evaluate("document.querySelector('video').pause()");
      await page.locator(".cues a[aria-current=true]").waitFor();

      await page.locator("[data-search]").fill("SENTÈNCE 99 OF");
      await page.getByText("1 of 1", { exact: true }).waitFor();
      await page.locator(".cues mark").first().waitFor();
      await page.locator("[data-search]").fill("tokens");
      await page.getByText("1 of 3334", { exact: true }).waitFor();
      await page.locator("[data-search]").press("Enter");
      await page.getByText("2 of 3334", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Previous match" }).click();
      await page.getByRole("button", { name: "Previous match" }).click();
      await page.getByText("3334 of 3334", { exact: true }).waitFor();
      await page.locator(".cues a.found", { hasText: "Sentence 9999" }).waitFor();
      await shot(page, `transcript-search-${look.size}`);
      await page.evaluate("scrollTo(0, 0)");
      await axe(page);
      await page.locator("[data-search]").fill("xyzzy");
      await page.getByText("Nothing found", { exact: true }).waitFor();

      await page.locator("select[data-language]").selectOption({ label: "Deutsch" });
      await page.getByText("Schöne Grüße").waitFor();
      assert.equal(await page.locator(".cues a").count(), 2);

      await page.goto(`/media/${entry}/transcript?lang=en&from=500`);
      await page.getByText("Sentence 500 of").waitFor();
      await shot(page, "transcript-whole");
      await axe(page);
    });
  }

  story("without script the words can be read, and lead to their moments", async (scene) => {
    const { entry } = await stage(scene, { size: "desktop", theme: "light" });
    const account = scene.usher.account({ role: "private_only" });
    const { page } = (await Member.on(await scene.device({ script: false }), account)).device;
    await page.goto(`/media/${entry}`);
    await page.locator(".transcript > summary").click();
    const first = page.locator(".cues a").first();
    const where = await first.getAttribute("href");
    await first.click();
    await page.waitForURL(`**${where ?? "?"}`);
    assert.match((await page.locator("video").getAttribute("src")) ?? "", /#t=[\d.]+$/u);
    await page.goto(`/media/${entry}`);
    await page.locator(".transcript > summary").click();
    await page.getByRole("link", { name: "Whole transcript" }).click();
    await axe(page);
  });

  story("captions look as this browser was told, and are remembered off", async (scene) => {
    const { entry, page } = await stage(scene, { size: "desktop", theme: "dark" });
    await upload(page, entry, "de", "deutsch.srt", german, true);
    await page.goto(`/media/${entry}`);
    await page.getByRole("button", { name: "Captions look" }).click();
    await page.locator("#captions-look[open]").waitFor();
    await page.getByLabel("Very large").check();
    await page.getByLabel("Yellow").check();
    await page.getByLabel("Solid").check();
    await shot(page, "captions-look");
    await axe(page);
    await page.keyboard.press("Escape");
    await page.evaluate("document.querySelector('video').currentTime = 4.5");
    await page.locator("html[data-cue-size=huge][data-cue-colour=yellow][data-cue-ground=solid]").waitFor();
    await eventually(async () => {
      const shown = await page.evaluate("[...document.querySelector('video').textTracks].find((track) => track.language === 'de').activeCues?.length");
      assert.equal(shown, 1, "it is said now");
    });
    await shot(page, "captions-huge");
    await page.keyboard.press("c");
    const mode = async (): Promise<unknown> => page.evaluate("[...document.querySelector('video').textTracks].find((track) => track.language === 'de').mode");
    await eventually(async () => { assert.equal(await mode(), "disabled"); });
    await page.reload();
    await page.locator("html[data-cue-size=huge]").waitFor();
    await eventually(async () => { assert.equal(await mode(), "disabled"); });
    await page.evaluate("new Promise((moved) => { const video = document.querySelector('video'); video.addEventListener('seeked', moved, { once: true }); video.currentTime = 4.5; })");
    assert.equal(await mode(), "disabled", "they stay off");
  });
});

feature("Chapters", (story) => {
  for (const look of looks) {
    story(`an owner writes chapters, and a film is gone through by them, on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      const { entry, page } = await stage(scene, look);
      await page.goto(`/media/${entry}/chapters`);
      await axe(page);
      await page.locator("[name=chapters]").fill("0:00 Welcome\nLexers\n0:03\n99:00 Beyond");
      await page.getByRole("button", { name: "Save" }).click();
      await page.locator("[name=chapters][aria-invalid=true]").waitFor();
      await page.getByText(/Line 4 begins after the film/u).first().waitFor();
      await shot(page, "chapters-refused");
      await axe(page);
      await page.locator("[name=chapters]").fill("0:00 Welcome\n0:03 Lexers and tokens\n0:06 שלום, goodbye");
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL(`**/media/${entry}`);
      await page.locator(".chapters a", { hasText: "Lexers" }).click();
      await until(page, (time) => time >= 3);
      await page.evaluate("document.querySelector('video').pause()");
      await page.locator(".chapters").scrollIntoViewIfNeeded();
      await shot(page, `chapters-${look.size}`);
      // Seen from the top: nothing lies under the page's own header.
      await page.evaluate("scrollTo(0, 0)");
      await axe(page);
      await everyStopHasAName(page);
      await eventually(async () => {
        const cues = await page.evaluate("[...document.querySelector('video').textTracks].find((track) => track.kind === 'chapters').cues?.length");
        assert.equal(cues, 3, "the player has them");
      });
    });
  }
});

feature("Keys", (story) => {
  story("the keys of the big sites work on the page, and nowhere where something is typed", async (scene) => {
    const { entry, page } = await stage(scene, { size: "desktop", theme: "light" });
    await page.goto(`/media/${entry}?t=0:05`);
    await until(page, (time) => Math.abs(time - 5) < 0.5);
    await page.evaluate("document.querySelector('video').muted = false");
    const video = async (what: string): Promise<unknown> => page.evaluate(`document.querySelector('video').${what}`);
    await page.keyboard.press("ArrowLeft");
    await until(page, (time) => time < 1);
    await page.keyboard.press("l");
    await until(page, (time) => time >= 9);
    await page.keyboard.press("j");
    await until(page, (time) => time < 1);
    await page.keyboard.press("5");
    const length = Number(await video("duration"));
    await until(page, (time) => Math.abs(time - length / 2) < 0.6);
    await page.keyboard.press("m");
    assert.equal(await video("muted"), true);
    await page.keyboard.press(">");
    assert.equal(await video("playbackRate"), 1.25);
    await page.getByText("Speed 1.25").waitFor({ state: "attached" });
    await page.keyboard.press("<");
    assert.equal(await video("playbackRate"), 1);
    await page.keyboard.press("k");
    await eventually(async () => { assert.equal(await video("paused"), false); });
    await page.keyboard.press(" ");
    await eventually(async () => { assert.equal(await video("paused"), true); });
    // Whoever pressed the time bar has the focus in it, and types nothing there.
    await page.locator("media-time-range").click();
    await until(page, (time) => Math.abs(time - length / 2) < 1.5);
    await page.keyboard.press("m");
    await eventually(async () => { assert.equal(await video("muted"), false); });
    await page.keyboard.press("m");
    // The whole screen is the film's.
    await page.keyboard.press("f");
    await eventually(async () => {
      const [screen, film] = await page.evaluate<[number[], number[]]>(
        "(({ x, y, width, height }) => [document.fullscreenElement && [0, 0, innerWidth, innerHeight], [x, y, width, height]])(document.querySelector('video').getBoundingClientRect())",
      );
      assert.deepEqual(film, screen);
    });
    await shot(page, "player-full");
    await page.keyboard.press("f");
    await eventually(async () => { assert.equal(await page.evaluate("document.fullscreenElement"), null); });
    await page.keyboard.press("?");
    await page.locator("#player-keys[open]").waitFor();
    await shot(page, "player-keys");
    await axe(page);
    await page.keyboard.press("m");
    assert.equal(await video("muted"), true, "not in a dialog");
    await page.getByLabel("Keys work on the whole page").uncheck();
    await page.keyboard.press("Escape");
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("m");
    assert.equal(await video("muted"), true, "only in the player now");
    await tabTo(page, "Unmute");
    await page.keyboard.press("m");
    assert.equal(await video("muted"), false);
  });
});

feature("Sharing", (story) => {
  for (const look of looks) {
    story(`a link is shared with its moment on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      const { entry, page } = await stage(scene, look);
      await page.goto(`/media/${entry}?t=4`);
      await until(page, (time) => time >= 4);
      await page.getByRole("link", { name: "Share" }).click();
      await page.locator("dialog[open] share-link").waitFor();
      await page.getByLabel("Start at", { exact: true }).check();
      await eventually(async () => { assert.match(await page.locator("#share-url").inputValue(), /\/media\/[\w-]+\?t=4$/u); });
      await page.locator("[name=t]").fill("soon");
      await page.locator("[name=t][aria-invalid=true]").waitFor();
      await axe(page);
      await page.locator("[name=t]").fill("1:02");
      assert.match(await page.locator("#share-url").inputValue(), /\?t=62$/u);
      await shot(page, `share-${look.size}`);
      await axe(page);
      await everyStopHasAName(page);
    });
  }

  story("an entry stands in another page's frame where the site allows it", async (scene) => {
    const { entry, page, owner } = await stage(scene, { size: "desktop", theme: "light" });
    const chief = await Member.on(await scene.device(), scene.usher.account({ site_admin: true }));
    await chief.configure("security", { FrameAncestors: "listed", FrameHosts: ["lms.example.org"] });
    await owner.send("PATCH", `/api/v1/entries/${entry}`, { publish: "unlisted" });
    await page.goto(`/media/${entry}/share`);
    const frame = await page.locator("#share-frame").inputValue();
    const address = new URL(/src="([^"]+)"/u.exec(frame)?.[1] ?? "");
    const stranger = await scene.device({ size: "desktop", theme: "light" });
    await stranger.page.setViewportSize({ width: 640, height: 360 });
    await stranger.page.goto(`${address.pathname}?t=3`);
    await stranger.page.locator("media-controller").waitFor();
    await until(stranger.page, (time) => time >= 3);
    await shot(stranger.page, "embed");
    await axe(stranger.page);
    // Its player would go on, and be told that there is nothing any more.
    await stranger.close();
    await chief.configure("security", { FrameAncestors: "nobody" });
    await owner.send("PATCH", `/api/v1/entries/${entry}`, { publish: "private" });
  });
});
