import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe, type Device, eventually, everyStopHasAName, feature, focused, Member, type Page, sample, shot, tabTo, type Usher } from "../harness/index.ts";

/** A document of two pages on its owner's page, and somebody who is invited to it. */
async function invited(usher: Usher, desk: Device, guest: Device): Promise<void> {
  const owner = await Member.on(desk, usher.account({ role: "private_only" }));
  const entry = await owner.newEntry("document", "Plan of the term");
  await owner.upload(entry, "syllabus.pdf", readFileSync(sample("syllabus.pdf")));
  await eventually(async () => { assert.equal(await owner.state(entry), "ready"); }, 30_000);
  const made = await owner.invite(entry, "reader@harbour.example");
  const { page } = guest;
  await page.goto(made.url);
  await page.getByLabel("Enter the e-mail address").fill(made.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/media/**");
  await shows(page, 1);
}

/** The page is open, and its text lies over it. */
async function shows(page: Page, number: number): Promise<void> {
  await page.locator(`document-viewer[data-open='${number}'] .textLayer span`).first().waitFor();
}

/** The words that are painted as found on the open page, and the one that is looked at. */
async function painted(page: Page): Promise<{ all: number; one: string }> {
  return page.evaluate<{ all: number; one: string }>(
    "({ all: CSS.highlights.get('found')?.size ?? 0, one: [...(CSS.highlights.get('found-one') ?? [])].join() })",
  );
}

async function said(page: Page, text: string): Promise<void> {
  await page.locator(".document-search [role=status]", { hasText: text }).waitFor();
}

/** The fingers' places, one after the other: what a phone tells of a touch. */
async function touch(page: Page, moments: [number, number][][]): Promise<void> {
  const line = await page.context().newCDPSession(page);
  for (const [at, fingers] of moments.entries()) {
    const touchPoints = fingers.map(([x, y], id) => ({ x, y, id }));
    await line.send("Input.dispatchTouchEvent", { type: at === 0 ? "touchStart" : "touchMove", touchPoints });
  }
  await line.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await line.detach();
}

feature("Reader", (story) => {
  story("an invitee searches and prints a document by keyboard on a desktop in the dark", async ({ usher, device }) => {
    const guest = await device({ theme: "dark" });
    await invited(usher, await device(), guest);
    const { page } = guest;
    await tabTo(page, "Plan of the term", "region");
    await page.keyboard.press("/");
    assert.equal((await focused(page))?.name, "Search in the document");
    // Neither marks nor capitals nor the ends of lines make a difference; the page turns to what is found.
    await page.keyboard.type("link to the recording");
    await said(page, "1 of 1");
    await shows(page, 2);
    await eventually(async () => { assert.match((await painted(page)).one, /^link to the\s?recording$/u); });
    await shot(page, "reader-found");
    await axe(page);
    await everyStopHasAName(page);
    await page.getByRole("searchbox").fill("thuong");
    await said(page, "1 of 1");
    await eventually(async () => { assert.equal((await painted(page)).one, "Thương"); });
    await page.getByRole("searchbox").fill("week");
    await eventually(async () => { assert.ok((await painted(page)).all > 3); });
    await shows(page, 1);
    const first = await painted(page);
    await page.keyboard.press("Enter");
    await said(page, "2 of");
    assert.deepEqual(await painted(page), first, "another place with the same word");
    await page.keyboard.press("Shift+Enter");
    await said(page, "1 of");
    await page.getByRole("searchbox").fill("zebra");
    await said(page, "Nothing found");
    assert.equal((await painted(page)).all, 0);
    await page.keyboard.press("Escape");
    assert.equal((await focused(page))?.name, "Search in the document");
    assert.equal((await focused(page))?.role, "button");

    await tabTo(page, "Print", "button");
    await page.keyboard.press("Enter");
    assert.equal((await focused(page))?.name, "Pages from");
    await axe(page);
    await shot(page, "reader-print");
    await page.keyboard.type("9");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".document-paper").count(), 0, "pages that are not there are not printed");
    await page.getByLabel("Pages from").fill("1");
    await page.evaluate("window.print = () => undefined");
    await page.keyboard.press("Enter");
    await page.locator(".document-paper img").nth(1).waitFor({ state: "attached" });
    await eventually(async () => { assert.ok(await page.evaluate("document.documentElement.classList.contains('prints-document')")); });
    const paper = (await page.pdf()).toString("latin1");
    assert.equal(paper.match(/\/Type \/Page\b/gu)?.length, 2, "a sheet for each page and nothing else");
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.equal(await page.locator(".document-paper").count(), 0);
  });

  story("on a phone two fingers make a page larger, and one sweeps to the next", async ({ usher, device }) => {
    const guest = await device({ size: "phone" });
    await invited(usher, await device(), guest);
    const { page } = guest;
    const box = await page.locator(".document-scroll").boundingBox();
    assert.ok(box !== null);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const across = async () => page.locator(".document-sheet").evaluate((sheet) => sheet.clientWidth);
    const sweep = async (from: number, to: number) => touch(page, [[[x + from, y]], [[x + (from + to) / 2, y + 5]], [[x + to, y + 5]]]);
    const before = await across();
    await sweep(100, -100);
    await shows(page, 2);
    await sweep(-100, 100);
    await shows(page, 1);
    await sweep(20, -20);
    await touch(page, [[[x - 40, y], [x + 40, y]], [[x - 60, y], [x + 60, y]], [[x - 80, y], [x + 80, y]]]);
    await eventually(async () => { assert.ok(await across() > before * 1.8, "twice as large"); });
    assert.equal(await page.locator("document-viewer").getAttribute("data-open"), "1");
    await shot(page, "reader-large-phone");
    // A page that is wider than the phone is moved, not turned.
    await sweep(100, -100);
    assert.equal(await page.locator("document-viewer").getAttribute("data-open"), "1");
    await page.getByRole("button", { name: "Search in the document" }).click();
    await page.getByRole("searchbox").fill("library");
    await said(page, "1 of 1");
    await shows(page, 2);
    await axe(page);
    await shot(page, "reader-found-phone");
  });
});
