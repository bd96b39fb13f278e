import assert from "node:assert/strict";
import { type Account, axe, eventually, everyStopHasAName, feature, focused, looks, Member, noConsoleErrors, type Page, shot, signIn, tabTo, type Usher } from "../harness/index.ts";

const CONSOLE = "/admin/config/tab/invitetomedia";

function administrator(usher: Usher): Account {
  return usher.account({ site_admin: true });
}

async function open(page: Page, usher: Usher): Promise<void> {
  await signIn(page, administrator(usher));
  await page.goto("/admin");
  assert.equal(new URL(page.url()).pathname, CONSOLE);
}

/** Presses the page's Save and waits for its answer. */
async function save(page: Page): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.locator(".save-bar .button.primary").click(),
  ]);
  await page.waitForLoadState();
  return answer.status();
}

async function saved(page: Page): Promise<void> {
  await page.getByText("Saved. It applies from now on.").waitFor();
}

async function counts(page: Page, text: string): Promise<void> {
  await page.locator("[data-count]", { hasText: text }).waitFor();
}

feature("Console", (story) => {
  for (const [index, look] of looks.entries()) {
    story(`a link's duration is changed by keyboard alone on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      await open(page, usher);
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "console");
      // Longer than before: nothing follows from that, so nothing is asked.
      const minutes = String(1500 + 60 * index);
      await tabTo(page, "How long a link works", "textbox");
      await page.keyboard.press("Control+A");
      await page.keyboard.type(minutes);
      await counts(page, "1 change");
      await page.getByText(`${Number(minutes) / 60} hours`, { exact: true }).waitFor();
      await tabTo(page, "Save", "button");
      await page.keyboard.press("Enter");
      await saved(page);
      await counts(page, "No changes");
      assert.equal(await page.getByLabel("How long a link works").inputValue(), minutes);
      await axe(page);
    });
  }

  for (const look of looks) {
    story(`what does not fit is said beside the field on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      await open(page, usher);
      await page.getByLabel("Uses of a link").fill("0");
      await page.getByLabel("Domains that sign in otherwise").fill("https://uni.edu/login");
      await page.getByLabel("How long a guest may stay").fill("99");
      assert.equal(await save(page), 422);
      const summary = page.getByRole("alert");
      assert.match((await summary.textContent()) ?? "", /Uses of a link: This must be from 1 to 1000000, or -1\./);
      assert.match((await summary.textContent()) ?? "", /Did you mean uni\.edu\?/);
      assert.equal((await summary.evaluate((at) => at === document.activeElement)), true, "the summary has the focus");
      assert.equal(await page.getByLabel("How long a guest may stay").inputValue(), "99");
      await counts(page, "3 changes");
      await shot(page, "console-errors");
      await axe(page);
      await summary.getByRole("link").first().press("Enter");
      assert.equal((await focused(page))?.name, "Uses of a link");
    });

    story(`what follows is said before it is saved on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const { page } = await device(look);
      await open(page, usher);
      await page.getByLabel("Inviting by link").press("Space");
      await page.getByLabel("Domains that sign in otherwise").fill("bücher.example");
      assert.equal(await save(page), 200);
      await page.getByText(/live invites?\./).first().waitFor();
      await shot(page, "console-confirm");
      await axe(page);
      await everyStopHasAName(page);
      await tabTo(page, "Back", "button");
      await page.keyboard.press("Enter");
      await counts(page, "2 changes");
      assert.equal(await page.getByLabel("Inviting by link").isChecked(), false);
      assert.equal(await page.getByLabel("Domains that sign in otherwise").inputValue(), "bücher.example");
      await page.getByRole("link", { name: "Discard" }).click();
      await counts(page, "No changes");
      assert.equal(await page.getByLabel("Inviting by link").isChecked(), true);
    });
  }

  for (const look of looks) {
    story(`what may be uploaded is said, refused and shown where it counts on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const admin = await Member.on(await device({ ...look, tolerate: [/422/u] }), administrator(usher));
      const { page } = admin.device;
      const fresh = { PageSize: 24, DefaultSort: "newest", DeletedKeptDays: 30, MaxUploadSize: 0, AllowedKinds: ["video", "audio", "image", "document"] };
      await admin.configure("mymedia", fresh);
      await page.goto("/admin/config/tab/mymedia");
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "console-mymedia");
      await page.getByLabel("Entries on a page").fill("3");
      const kinds = ["Videos", "Audio recordings", "Pictures", "Documents"];
      for (const kind of kinds) await page.getByLabel(kind, { exact: true }).uncheck();
      await counts(page, "2 changes");
      assert.equal(await save(page), 422);
      const told = (await page.getByRole("alert").textContent()) ?? "";
      assert.match(told, /Entries on a page: This must be from 6 to 100\./u);
      assert.match(told, /What may be uploaded: Tick at least 1\./u);
      await axe(page);
      await shot(page, "console-mymedia-errors");
      // The demo's trash holds something that was deleted eight days ago.
      await page.getByLabel("Entries on a page").fill("12");
      await page.getByLabel("Videos", { exact: true }).check();
      await page.getByLabel("Documents", { exact: true }).check();
      await page.getByLabel("Largest file").fill("500");
      await page.getByLabel("The trash keeps").fill("7");
      assert.equal(await save(page), 200);
      await page.getByText(/\d+ (entry|entries) in the trash\./u).waitFor();
      await axe(page);
      await shot(page, "console-mymedia-confirm");
      await page.getByRole("button", { name: "Back" }).click();
      await page.getByLabel("The trash keeps").fill("20");
      if ((await save(page)) === 200) await save(page);
      await saved(page);
      await page.goto("/upload");
      await page.getByText("At most 500 MB a file").waitFor();
      await page.getByText("What can be uploaded here: Videos, Documents.").waitFor();
      await axe(page);
      await shot(page, "upload-limited");
      await page.goto("/trash");
      await page.getByText("stay here for 20 days").first().waitFor();
      await admin.configure("mymedia", fresh);
    });

    story(`players are set and are so at once on a ${look.size} in the ${look.theme} theme`, async ({ usher, device }) => {
      const admin = await Member.on(await device(look), administrator(usher));
      const { page } = admin.device;
      const film = `/media/${usher.entry({ title: "The longest match wins" }).id}`;
      const fresh = { Resume: true, CaptionsOn: true, Speeds: ["0.5", "0.75", "1.25", "1.5", "1.75", "2"], ShareButton: true, EmbedCode: true, NextInPlaylist: true };
      await admin.configure("player", fresh);
      await page.goto(film);
      await page.getByRole("link", { name: "Share" }).waitFor();
      await page.goto("/admin/config/tab/player");
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, "console-player");
      for (const speed of ["½", "¾", "1¼", "1½", "1¾"]) await page.getByLabel(speed, { exact: true }).uncheck();
      await page.getByRole("switch", { name: "Share" }).press("Space");
      await page.getByRole("switch", { name: "Go on where one stopped" }).press("Space");
      await counts(page, "3 changes");
      assert.equal(await save(page), 200);
      await page.getByText("Films begin at the beginning for everybody.").waitFor();
      await axe(page);
      await shot(page, "console-player-confirm");
      assert.equal(await save(page), 303);
      await saved(page);
      await page.goto(film);
      await page.locator("media-controller").waitFor();
      assert.equal(await page.getByRole("link", { name: "Share" }).count(), 0);
      assert.equal(await page.locator("media-playback-rate-menu").getAttribute("rates"), "1 2");
      const rate = (): Promise<unknown> => page.evaluate("document.querySelector('video').playbackRate");
      // Until the player listens.
      await eventually(async () => {
        await page.keyboard.press(">");
        assert.equal(await rate(), 2);
      });
      await page.keyboard.press(">");
      assert.equal(await rate(), 2, "there is none faster");
      await page.keyboard.press("<");
      await eventually(async () => { assert.equal(await rate(), 1); });
      await page.keyboard.press("<");
      assert.equal(await rate(), 1);
      await axe(page);
      await shot(page, "player-two-speeds");
      await admin.configure("player", fresh);
    });
  }

  story("people and groups are added and removed by keyboard", async ({ usher, device }) => {
    const { page } = await device();
    const person = usher.account({ role: "private_only" });
    await open(page, usher);
    const search = page.getByLabel("Name, address or ID");
    assert.equal(await search.isVisible(), false, "it matters for specific users only");
    await page.getByLabel("Private only role and higher").press("ArrowUp");
    await search.waitFor();
    await tabTo(page, "Name, address or ID", "combobox");
    await page.keyboard.type(person.email.slice(0, 6));
    await page.getByRole("option").first().waitFor();
    await axe(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const row = page.locator(".rows li", { hasText: person.name });
    await row.waitFor();
    await counts(page, "2 changes");
    await shot(page, "console-people");
    await axe(page);
    assert.equal(await save(page), 200, "fewer can invite: asked first");
    await tabTo(page, "Save", "button");
    await page.keyboard.press("Enter");
    await saved(page);
    await row.getByRole("button", { name: `Remove ${person.name}` }).press("Enter");
    assert.equal(await row.count(), 0);
    assert.equal((await focused(page))?.name, "Name, address or ID");
    await page.getByLabel("Specific users / groups").press("ArrowDown");
    await save(page);
    if (await page.getByRole("button", { name: "Back" }).isVisible()) await save(page);
    await saved(page);
  });

  story("of two who save at once the second is told, and saves on top", async ({ usher, device }) => {
    const [first, second] = [(await device()).page, (await device({ size: "phone", theme: "dark" })).page];
    await open(first, usher);
    await open(second, usher);
    await first.getByLabel("How long a guest may stay").fill("3000");
    await first.getByLabel("Longest that may be chosen").fill("500000");
    await save(first);
    if (await first.getByRole("button", { name: "Back" }).isVisible()) await save(first);
    await saved(first);

    await second.getByLabel("How long a guest may stay").fill("4320");
    assert.equal(await save(second), 409);
    const told = second.getByRole("alert");
    assert.match((await told.textContent()) ?? "", /saved this module while you were editing/);
    assert.equal(await second.getByLabel("How long a guest may stay").inputValue(), "4320", "typed here");
    assert.equal(await second.getByLabel("Longest that may be chosen").inputValue(), "500000", "left alone here");
    await second.getByText(/has set this to 3000 minutes \(50 hours\) meanwhile/).waitFor();
    await counts(second, "1 change");
    await shot(second, "console-conflict");
    await axe(second);
    assert.equal(await save(second), 303);
    await saved(second);
    assert.equal(await second.getByLabel("How long a guest may stay").inputValue(), "4320");
    noConsoleErrors(second);
  });

  story("leaving with changes is asked about, discarding is not", async ({ usher, device }) => {
    const { page } = await device();
    await open(page, usher);
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.getByLabel("How long a guest may stay").fill("77");
    await page.getByRole("link", { name: "Theming" }).click();
    await eventually(() => { assert.deepEqual(asked, ["beforeunload"]); });
    assert.equal(await page.getByLabel("How long a guest may stay").inputValue(), "77");
    await page.getByRole("link", { name: "Discard" }).click();
    await counts(page, "No changes");
    assert.equal(asked.length, 1);
  });

  story("going back from the errors keeps what was typed", async ({ usher, device }) => {
    const { page } = await device();
    await open(page, usher);
    await page.getByLabel("How long a guest may stay").fill("soon");
    await page.getByLabel("By the whole address only").check();
    assert.equal(await save(page), 422);
    await page.goBack();
    assert.equal(await page.getByLabel("How long a guest may stay").inputValue(), "soon");
    assert.equal(await page.getByLabel("By the whole address only").isChecked(), true);
    await counts(page, "2 changes");
  });

  story("modules are found by their name", async ({ usher, device }) => {
    const { page } = await device();
    await open(page, usher);
    await page.getByLabel("Find a module").fill("them");
    await page.getByRole("link", { name: "Invitetomedia" }).waitFor({ state: "hidden" });
    await page.getByRole("link", { name: "Theming" }).click();
    await page.getByRole("heading", { name: "Theming" }).waitFor();
    await axe(page);
  });

  story("all of it works without script", async ({ usher, device }) => {
    const { page } = await device({ script: false, size: "phone" });
    const person = usher.account({ role: "private_only" });
    await open(page, usher);
    await axe(page);
    await page.getByLabel("Specific users / groups").check();
    await page.getByLabel("Name, address or ID").fill(person.name.slice(0, 4));
    await page.getByLabel("How long a guest may stay").fill("not yet");
    await page.getByRole("button", { name: "Add AllowedUsers" }).click();
    await page.locator(".found").getByLabel(person.name).check();
    // From the top: a target half below the sticky header counts as too small.
    await page.keyboard.press("Control+Home");
    await eventually(async () => { assert.equal(await page.evaluate("scrollY"), 0); });
    await axe(page);
    assert.equal(await save(page), 422);
    assert.equal(await page.getByLabel("How long a guest may stay").inputValue(), "not yet");
    await page.getByRole("button", { name: `Remove ${person.name}` }).click();
    await page.getByLabel("Private only role and higher").check();
    await page.getByLabel("How long a guest may stay").fill("5000");
    assert.equal(await save(page), 303);
    await saved(page);
    await everyStopHasAName(page);
  });

  story("nobody else gets in", async ({ usher, device }) => {
    const { page } = await device();
    await signIn(page, usher.account({ role: "unmoderated_admin", site_admin: false }));
    const answer = await page.goto(CONSOLE);
    assert.equal(answer?.status(), 403);
    await page.getByText("The configuration is for site administrators.").waitFor();
    await axe(page);
  });
});
