import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Account, axe, eventually, everyStopHasAName, feature, Member, type Page, sample, type Scene, shot, tabTo } from "../harness/index.ts";

/** Who takes part: each has a device of their own. */
interface Cast {
  manager: Member;
  contributor: Account;
  moderator: Account;
  member: Account;
}

async function cast({ usher, device }: Scene): Promise<Cast> {
  const manager = await Member.on(await device({ tolerate: [/422/u] }), usher.account({ role: "private_only" }));
  return {
    manager,
    contributor: usher.account({ role: "unmoderated_admin" }),
    moderator: usher.account({ email: "kwame.asante@northfield.example" }),
    member: usher.account({ email: "chen.xinyi@northfield.example" }),
  };
}

async function film(owner: Member, title: string): Promise<string> {
  const entry = await owner.newEntry("video", title);
  await owner.upload(entry, "lecture.mp4", readFileSync(sample("lecture.mp4")));
  await eventually(async () => { assert.equal(await owner.state(entry), "ready"); }, 30_000);
  return entry;
}

async function look(page: Page, name: string): Promise<void> {
  await axe(page);
  await everyStopHasAName(page);
  await shot(page, name);
}

/** The page as a phone in the dark shows it, and back. */
async function lookOnPhone(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  // Nothing lies under the header, and colours that change have changed.
  await page.evaluate("scrollTo(0, 0)");
  await page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)))");
  await axe(page);
  await shot(page, `${name}-phone`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

feature("Channels", (story) => {
  story("a channel is made, published to, moderated on a phone by keyboard, watched, and closed to whoever is removed", async (scene) => {
    const { manager, contributor, moderator, member } = await cast(scene);
    const { page } = manager.device;
    await page.goto("/channels");
    await look(page, "channels-empty");
    await page.getByRole("link", { name: "New channel" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("Compilers (CS 340)");
    await page.getByLabel("Description").fill("Lectures and talks of the course.\nOpen to its people.");
    await axe(page);
    await shot(page, "channel-new");
    await page.getByRole("button", { name: "Make the channel" }).click();
    await page.getByRole("heading", { name: "Compilers (CS 340)" }).waitFor();
    const channel = new URL(page.url()).pathname;
    await look(page, "channel-fresh");

    // People are found as they are typed; the last manager stays.
    await page.getByRole("link", { name: "People" }).click();
    for (const [account, role] of [[contributor, "contributor"], [moderator, "moderator"], [member, "member"]] as const) {
      await page.getByRole("combobox", { name: "Name or address" }).fill(account.email);
      await page.locator("#role").selectOption(role);
      await page.getByRole("button", { name: "Add a person" }).click();
      await page.locator("tbody").getByText(account.email).waitFor();
    }
    await look(page, "channel-people");
    await lookOnPhone(page, "channel-people");
    await page.getByRole("link", { name: "Leave the channel" }).click();
    await page.getByRole("button", { name: "Leave the channel" }).click();
    await page.getByText("Make another person a manager first.").waitFor();
    await axe(page);
    await shot(page, "channel-last-manager");

    const author = await Member.on(await scene.device(), contributor);
    const entry = await film(author, "Parsers, week 3");
    const at = author.device.page;
    await at.goto(`/media/${entry}`);
    await at.getByLabel("More actions").click();
    await at.getByRole("link", { name: "Publish to…" }).click();
    await at.getByText("It waits there until a moderator approves it.").first().waitFor();
    await at.getByLabel("Compilers (CS 340)").check();
    await axe(at);
    await shot(at, "channel-publish");
    await at.getByRole("button", { name: "Save" }).click();
    await at.getByText("Saved.", { exact: true }).waitFor();
    await at.getByText("Waiting", { exact: true }).waitFor();
    await look(at, "channel-entry-waiting");

    const watcher = await Member.on(await scene.device({ tolerate: [/404/u] }), member);
    await watcher.device.page.goto(channel);
    await watcher.device.page.getByText("Nothing here yet").waitFor();

    // The moderator, by keyboard, on a phone in the dark.
    const phone = await scene.device({ size: "phone", theme: "dark", tolerate: [/422/u] });
    await Member.on(phone, moderator);
    const on = phone.page;
    await on.goto(channel);
    await axe(on);
    await shot(on, "channel-moderator");
    await tabTo(on, /^Waiting/u, "link");
    await on.keyboard.press("Enter");
    await on.waitForURL("**/queue");
    await look(on, "channel-queue");
    await tabTo(on, "Parsers, week 3", "link");
    await on.keyboard.press("Enter");
    await on.locator("video").waitFor();
    await on.goBack();
    // Rejecting needs a reason.
    await tabTo(on, "Pick Parsers, week 3", "checkbox");
    await on.keyboard.press("Space");
    await on.getByRole("button", { name: "Reject" }).focus();
    await on.keyboard.press("Enter");
    await on.getByText("Write something here.").waitFor();
    await look(on, "channel-queue-reason");
    await on.locator("#reason").focus();
    await on.keyboard.type("The sound is missing in the second half.");
    await on.getByRole("button", { name: "Reject" }).focus();
    await on.keyboard.press("Enter");
    await on.getByText("Nothing waits").waitFor();
    await axe(on);
    await at.goto(`/media/${entry}/channels`);
    await at.getByText("The sound is missing in the second half.").waitFor();
    await look(at, "channel-publish-rejected");
    await lookOnPhone(at, "channel-publish-rejected");
    await at.getByLabel("Compilers (CS 340)").check();
    await at.getByRole("button", { name: "Save" }).click();
    await at.getByText("Waiting", { exact: true }).waitFor();
    await on.reload();
    await tabTo(on, "Approve Parsers, week 3", "button");
    await on.keyboard.press("Enter");
    await on.getByText("Nothing waits").waitFor();

    // The member watches, is removed while the film plays, and is refused.
    const seen = watcher.device.page;
    await seen.reload();
    await seen.getByRole("link", { name: "Parsers, week 3" }).waitFor();
    await look(seen, "channel-member");
    await lookOnPhone(seen, "channel-member");
    await seen.getByRole("link", { name: "Parsers, week 3" }).click();
    await seen.locator("video").waitFor();
    // A player with renditions fetches nothing before it plays.
    await eventually(async () => {
      await seen.evaluate("Object.assign(document.querySelector('video'), { muted: true }).play().catch(() => undefined)");
      assert.ok(await seen.evaluate("document.querySelector('video').currentTime > 0"));
    }, 30_000);
    await page.goto(`${channel}/people`);
    await page.locator("tr", { hasText: member.email }).locator("summary").click();
    await page.getByRole("button", { name: "Remove from the channel" }).locator("visible=true").click();
    await page.getByText("Removed from the channel.").waitFor();
    await seen.getByText("You can no longer see this").waitFor({ timeout: 15_000 });
    await seen.goto(`/media/${entry}`);
    await seen.getByText("There is nothing here").waitFor();
    await seen.goto(channel);
    await seen.getByText("There is nothing here").waitFor();

    // What goes with it is said; what stood there stays.
    await page.goto(`${channel}/edit`);
    await look(page, "channel-settings");
    await lookOnPhone(page, "channel-settings");
    await page.getByRole("link", { name: "Delete the channel" }).click();
    await page.getByText("They stay with their owners").waitFor();
    await axe(page);
    await shot(page, "channel-delete");
    await page.getByRole("button", { name: "Delete the channel" }).click();
    await page.getByText("Its media stay with their owners.").waitFor();
    // The open page loads itself anew when it hears of it, perhaps in this moment.
    await eventually(async () => { await at.goto(`/media/${entry}`); });
    await at.getByRole("heading", { name: "Parsers, week 3" }).waitFor();
    await author.send("DELETE", `/api/v1/entries/${entry}`);
  });

  story("an administrator makes a gallery and decides on what waits anywhere; everybody who is signed in finds it", async (scene) => {
    const { usher, device } = scene;
    const admin = await Member.on(await device(), usher.account({ site_admin: true }));
    const { page } = admin.device;
    for (const module of ["categories", "channels", "moderation"]) {
      await page.goto(`/admin/config/tab/${module}`);
      await axe(page);
      await shot(page, `console-${module}`);
    }
    await page.goto("/admin/galleries");
    await look(page, "galleries-empty");
    await page.getByLabel("Name", { exact: true }).fill("Best of Northfield");
    await page.getByRole("button", { name: "Make the gallery" }).click();
    await page.getByRole("link", { name: "Best of Northfield" }).waitFor();
    await look(page, "galleries");
    await lookOnPhone(page, "galleries");

    const author = await Member.on(await device(), usher.account({ email: "layla.haddad@northfield.example" }));
    const entry = await film(author, "Open day");
    const at = author.device.page;
    await at.goto(`/media/${entry}/channels`);
    await at.getByLabel("Best of Northfield").check();
    await at.getByRole("button", { name: "Save" }).click();
    await at.getByText("Waiting", { exact: true }).waitFor();

    await page.goto("/admin/moderation");
    await page.getByRole("link", { name: "Open day" }).waitFor();
    await look(page, "moderation");
    await page.getByLabel("Pick Open day").check();
    await shot(page, "moderation-picked");
    await lookOnPhone(page, "moderation-picked");
    await page.getByRole("button", { name: "Approve", exact: true }).last().click();
    await page.getByRole("link", { name: "Open day" }).waitFor({ state: "detached" });

    const viewer = await Member.on(await device({ size: "phone", theme: "dark" }), usher.account({ email: "noa.barak@northfield.example" }));
    const on = viewer.device.page;
    await on.goto("/");
    await on.locator("summary.round").click();
    await on.getByRole("link", { name: "Channels" }).click();
    await on.getByRole("link", { name: "Best of Northfield" }).waitFor();
    await look(on, "channels-viewer");
    await on.getByRole("link", { name: "Best of Northfield" }).click();
    await on.getByRole("link", { name: "Open day" }).click();
    await on.locator("video").waitFor();
    await author.send("DELETE", `/api/v1/entries/${entry}`);
  });

  story("a playlist is ordered by keyboard without script, shared, and played one film after the other", async (scene) => {
    const { usher, device } = scene;
    const account = usher.account({ role: "private_only" });
    const owner = await Member.on(await device(), account);
    const [one, two] = [await film(owner, "First act"), await film(owner, "Second act")];
    const { page } = owner.device;
    for (const [n, entry] of [one, two].entries()) {
      await page.goto(`/media/${entry}`);
      await page.getByRole("link", { name: "Add to playlist" }).click();
      if (n === 0) {
        await page.getByLabel("New playlist", { exact: true }).check();
        await page.getByLabel("Name of the new playlist").fill("For the train");
        await axe(page);
        await shot(page, "playlist-add");
      } else {
        await page.getByLabel("For the train").check();
      }
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByText("Added to the playlist.").waitFor();
    }
    await page.goto("/playlists");
    await look(page, "playlists");
    await lookOnPhone(page, "playlists");
    await page.getByRole("link", { name: "For the train" }).click();
    await page.getByRole("heading", { name: "Second act" }).waitFor();
    const list = new URL(page.url()).pathname;
    await look(page, "playlist");
    await lookOnPhone(page, "playlist");

    const plain = (await Member.on(await device({ script: false }), account)).device.page;
    await plain.goto(list);
    await tabTo(plain, "Move Second act up", "button");
    await plain.keyboard.press("Enter");
    await plain.waitForURL(`**${list}#*`);
    assert.deepEqual(await plain.locator(".playlist h2").allInnerTexts(), ["Second act", "First act"]);
    await tabTo(plain, "Move First act up", "button");
    await plain.keyboard.press("Enter");
    await eventually(async () => { assert.deepEqual(await plain.locator(".playlist h2").allInnerTexts(), ["First act", "Second act"]); });
    await plain.getByRole("link", { name: "Play", exact: true }).click();
    await plain.locator(".playlist-rows").getByRole("link", { name: "Second act" }).click();
    await plain.getByRole("heading", { name: "Second act", level: 1 }).waitFor();

    await page.getByLabel("Share by link").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByLabel("Link to the playlist").waitFor();
    await look(page, "playlist-shared");
    const other = (await Member.on(await device(), usher.account({ email: "noa.barak@northfield.example" }))).device.page;
    await other.goto(list);
    await other.getByText("Nothing to play here").waitFor();
    await axe(other);

    await page.goto(list);
    await page.getByRole("link", { name: "Play", exact: true }).click();
    await page.locator("playlist-panel").waitFor();
    await look(page, "playlist-playing");
    await lookOnPhone(page, "playlist-playing");
    await eventually(async () => { assert.ok(await page.evaluate("document.querySelector('video').readyState > 0")); });
    await page.evaluate("(() => { const film = document.querySelector('video'); Object.assign(film, { muted: true, currentTime: film.duration - 0.4 }); return film.play(); })()");
    await page.getByRole("heading", { name: "Second act", level: 1 }).waitFor({ timeout: 20_000 });
    await page.goto(list);
    await page.getByRole("link", { name: "Delete the playlist" }).click();
    await page.getByRole("button", { name: "Delete the playlist" }).click();
    await page.getByText("The playlist is deleted.").waitFor();
    for (const entry of [one, two]) await owner.send("DELETE", `/api/v1/entries/${entry}`);
  });
});
