import assert from "node:assert/strict";
import { eventually, feature, type Firefox, type FirefoxOptions, type MadeInvite, Member, type Scene, type Usher } from "../harness/index.ts";

/** The colour in which captions are looked for: that of the choice “Yellow”, which nothing else on a film has. */
const YELLOW = [255, 225, 77] as const;

/** The lecture with its captions, and its owner at a desk of their own. */
async function lecture({ usher, device }: Scene): Promise<{ owner: Member; film: string }> {
  const account = usher.account({ role: "private_only" });
  return { owner: await Member.on(await device(), account), film: usher.entry({ kind: "video", owner: account.email }).id };
}

/** From the link to the page of the entry. */
async function enter(fox: Firefox, made: Pick<MadeInvite, "url" | "email">): Promise<void> {
  await fox.goto(made.url);
  await fox.fill("[name=email]", made.email);
  await fox.click("form.form button.primary");
  await fox.until("location.pathname.startsWith('/media/') && document.readyState === 'complete'");
}

const video = "document.querySelector('video')";

/** Plays from here without a sound, and waits until the picture moves. */
async function play(fox: Firefox, from: number): Promise<void> {
  await fox.until(`${video}?.readyState > 0`);
  await fox.read(`Object.assign(${video}, { muted: true, currentTime: ${from} }).play().catch(() => undefined)`);
  await fox.until(`${video}.currentTime > ${from + 0.3} && !${video}.seeking`);
}

/** What the browser keeps of its key. */
const KEY = `new Promise((told) => {
  const opened = indexedDB.open("usher");
  opened.onsuccess = () => {
    const got = opened.result.transaction("keys").objectStore("keys").get("device");
    got.onsuccess = () => { opened.result.close(); told({ name: got.result?.privateKey.algorithm.name, extractable: got.result?.privateKey.extractable }); };
  };
})`;

/** Points at the player, which shows its controls. */
async function pointAtFilm(fox: Firefox): Promise<void> {
  const { x, y } = await fox.read<DOMRect>("document.querySelector('media-player').getBoundingClientRect().toJSON()");
  await fox.page.mouse.move(x + 40, y + 40);
  await fox.page.mouse.move(x + 60, y + 50, { steps: 3 });
}

/** Captions of two lines: above the controls while those are in sight, at the foot of the film otherwise. */
async function captionsGiveWay(fox: Firefox): Promise<void> {
  await fox.read("scrollTo(0, 0)");
  const controls = Number(await fox.read("document.querySelector('media-time-range').getBoundingClientRect().top"));
  const lines = async (where: string, holds: (at: { top: number; bottom: number }) => boolean): Promise<number> => {
    let height = 0;
    await eventually(async () => {
      const at = await fox.painted("media-player", YELLOW);
      assert.ok(at !== undefined && holds(at), `captions ${where}: ${JSON.stringify(at)}, the controls begin at ${controls}`);
      height = at.bottom - at.top;
    });
    return height;
  };
  const above = ({ bottom }: { bottom: number }) => bottom <= controls;
  await play(fox, 3.5);
  await fox.read(`Object.assign(${video}, { playbackRate: 0.25 }).pause()`);
  const paused = await lines("of a paused film", above);
  await fox.shot("firefox-captions-paused");
  await fox.read(`${video}.play()`);
  await fox.until("document.querySelector('media-controller').matches('[userinactive]:not([mediapaused])')");
  const alone = await lines("without controls", ({ bottom }) => bottom > controls);
  await fox.shot("firefox-captions-alone");
  assert.ok(paused > alone * 0.75, `both lines can be read: ${paused} px above the controls, ${alone} px without`);
  await pointAtFilm(fox);
  await lines("beside a moving pointer", above);
  await fox.read(`${video}.pause()`);
}

/** The film has the whole window, and gives it back. */
async function fillsTheScreen(fox: Firefox): Promise<void> {
  await fox.read("document.activeElement.blur()");
  await fox.press("f");
  await fox.until(`document.fullscreenElement !== null && (({ x, y, width, height }) => x === 0 && y === 0 && width === innerWidth && height === innerHeight)(${video}.getBoundingClientRect())`);
  await fox.shot("firefox-full");
  await fox.press("f");
  await fox.until("document.fullscreenElement === null");
}

async function signIn(fox: Firefox, usher: Usher): Promise<void> {
  const { email, password } = usher.account({ role: "private_only" });
  await fox.goto("/sign-in");
  await fox.axe();
  await fox.fill("input[type=email]", email);
  await fox.fill("input[type=password]", password);
  await fox.press("Enter");
  await fox.until("location.pathname !== '/sign-in' && document.readyState === 'complete'");
}

feature("Firefox", (story) => {
  story("an invitee gets in, watches, comes back another day, is alone in the seat and loses the running film", async (scene) => {
    const options: FirefoxOptions = { size: "phone", theme: "dark", tolerate: [/answer 4(04|10|22)/u] };
    const [{ owner, film }, fox] = await Promise.all([lecture(scene), scene.firefox(options)]);
    const made = await owner.invite(film, "fox@navy.example");
    assert.equal(await fox.goto(made.url), 200);
    await fox.axe();
    await fox.shot("firefox-landing");
    await fox.fill("[name=email]", "somebody@navy.example");
    await fox.click("form.form button.primary");
    await fox.until("document.activeElement.matches('[name=email][aria-invalid=true]')");
    await fox.axe();
    await enter(fox, { ...made, email: made.email.toUpperCase() });
    assert.equal(await fox.read("location.pathname"), `/media/${film}`);
    await play(fox, 0);
    await play(fox, 60);
    await fox.axe();
    assert.deepEqual(await fox.read(KEY), { name: "ECDSA", extractable: false });

    const [other] = await Promise.all([scene.firefox(), fox.restart()]);
    assert.equal(await fox.goto(made.url), 200);
    assert.equal(await fox.read("location.pathname"), `/media/${film}`, "coming back goes straight in");
    assert.equal(await other.goto(made.url), 409);
    await other.says("main", "another browser");
    await other.axe();

    await play(fox, 30);
    await owner.send("DELETE", `/api/v1/invites/${made.id}`);
    await fox.until(`${video} === null && document.querySelector('.stage.ended .card') !== null`);
    await fox.axe();
    await fox.shot("firefox-revoked");
    assert.equal(await fox.goto(made.url), 410);
  });

  story("a film has its previews, its words beside it, its captions above the controls, and the whole screen", async (scene) => {
    const [{ owner, film }, fox] = await Promise.all([lecture(scene), scene.firefox()]);
    await enter(fox, await owner.invite(film, "watcher@navy.example"));
    await fox.until(`[...${video}.textTracks].find(({ label }) => label === 'thumbnails')?.cues?.length > 10`);
    await fox.click("[data-opens=captions-look]");
    await fox.click("label:has(> [name=cue-colour][value=yellow])");
    await fox.axe();
    await fox.press("Escape");
    await fox.read("scrollTo(0, 0)");
    await play(fox, 3.5);
    await fox.read(`${video}.pause()`);
    assert.equal(await fox.painted("media-player", YELLOW), undefined, "nothing else is yellow");
    await fox.press("c");
    await fox.until(`[...${video}.textTracks].some(({ kind, mode }) => kind === 'captions' && mode === 'showing')`);
    await captionsGiveWay(fox);
    await fillsTheScreen(fox);

    await fox.click(".transcript > summary");
    await fox.until("document.querySelector('.cues a') !== null");
    const [panel, below] = await fox.read<[number, number]>("['transcript-panel', '.player-tools'].map((one) => document.querySelector(one).getBoundingClientRect()).map(({ top, bottom }, n) => n === 0 ? bottom : top)");
    assert.ok(panel <= below, `the words end at ${panel}, what stands below the film begins at ${below}`);
    await fox.axe();
    await fox.shot("firefox-transcript");
    await fox.click(".transcript > summary");
    await fox.resize("phone");
    await captionsGiveWay(fox);
    await fillsTheScreen(fox);
    await fox.axe();
  });

  story("a document is turned, and a question is answered", async (scene) => {
    const [{ owner }, fox] = await Promise.all([lecture(scene), scene.firefox({ theme: "dark" })]);
    const handbook = scene.usher.entry({ title: "Field handbook for guest speakers" }).id;
    await enter(fox, scene.usher.invite({ entry: handbook }));
    await fox.until("document.querySelector(\"document-viewer[data-open='1'] .textLayer span\") !== null");
    await fox.fill("document-viewer input[type=number]", "12");
    await fox.press("Enter");
    await fox.until("document.querySelector(\"document-viewer[data-open='12'] .textLayer span\") !== null");
    const field = Number(await fox.read("document.querySelector('document-viewer input[type=number]').clientWidth"));
    assert.ok(field > 16, `two digits do not fit into ${field} px`);
    await fox.axe();
    await fox.shot("firefox-document");

    const film = scene.usher.entry({ title: "Six tokens" }).id;
    const questions = [{
      kind: "single", at: 1, text: "What does a parser do first?", points: 2,
      choices: [{ text: "It reads the tokens", right: true }, { text: "It writes code", right: false }],
    }];
    await owner.send("PUT", `/api/v1/entries/${film}/quiz`, { version: 0, attempts: 1, all_required: true, may_change: true, may_skip: true, may_seek: true, reveal: "after_submit", kept: "highest", pretest: false, questions });
    await enter(fox, await owner.invite(film, "taker@navy.example"));
    await fox.click("form[action$='/quiz/start'] button");
    await play(fox, 0);
    await fox.says("dialog.quiz-ask[open]", "What does a parser do first?");
    assert.equal(await fox.read(`${video}.paused`), true, "the film waits");
    await fox.axe();
    await fox.shot("firefox-question");
    await fox.page.focus("dialog.quiz-ask[open] input[type=radio]");
    await fox.press(" ");
    await fox.click("dialog.quiz-ask[open] button.primary");
    await fox.until(`document.querySelector('dialog.quiz-ask[open]') === null && !${video}.paused`);
    await fox.says("main", "Everything is answered.");
    await fox.resize("phone");
    await fox.axe();
  });

  story("an owner signs in and invites by keyboard alone", async ({ usher, firefox }) => {
    const fox = await firefox({ tolerate: [/answer 422/u] });
    await signIn(fox, usher);
    await fox.goto(`/media/${usher.entry({ kind: "video", owner: usher.account({ role: "private_only" }).email }).id}`);
    await fox.tabTo("a[href$='/invite']");
    await fox.press("Enter");
    await fox.until("document.activeElement.matches('dialog[open] [name=email]')");
    await fox.page.keyboard.type("grace");
    await fox.tabTo("[name=first_name]");
    await fox.page.keyboard.type("Grace");
    await fox.tabTo("[name=last_name]");
    await fox.page.keyboard.type("Hopper");
    await fox.press("Enter");
    await fox.until("document.activeElement.matches('dialog[open] [name=email][aria-invalid=true]')");
    await fox.axe();
    await fox.press("End");
    await fox.page.keyboard.type("@navy.example");
    await fox.press("Enter");
    await fox.until("document.querySelector('dialog[open] #link') !== null");
    assert.ok(String(await fox.read("document.querySelector('#link').value")).startsWith(`${usher.baseUrl}/i/`));
    await fox.axe();
    await fox.shot("firefox-link");
    await fox.press("Escape");
    await fox.until("document.querySelector('dialog[open]') === null");
    await fox.resize("phone");
    await fox.axe();
  });
});
