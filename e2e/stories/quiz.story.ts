import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe, type Device, eventually, everyStopHasAName, feature, focused, type MadeInvite, Member, type Page, sample, type Scene, shot, tabTo } from "../harness/index.ts";

/** How long a film may take to open (ms) while its qualities, and those of other stories' films, are being made beside it. */
const FILM_MS = 90_000;

let number = 0;

/** A film of its owner's that is ready, and the owner's desk. */
async function stage({ usher, device }: Scene, options: { script?: boolean } = {}): Promise<{ owner: Member; entry: string }> {
  const owner = await Member.on(await device(options), usher.account({ role: "private_only" }));
  const entry = await owner.newEntry("video", "Parsers, week 3");
  await owner.upload(entry, "lecture.mp4", readFileSync(sample("lecture.mp4")));
  await eventually(async () => { assert.equal(await owner.state(entry), "ready"); }, 30_000);
  return { owner, entry };
}

const rules = {
  version: 0, welcome: "You will be asked along the film. Good luck!", attempts: 2, all_required: true, may_change: true,
  may_skip: true, may_seek: true, reveal: "after_submit", kept: "highest", pretest: true,
};

const questions = [
  { kind: "single", at: 1, text: "What does a parser do first?", points: 2, hint: "It cannot guess.", why: "Without reading there is nothing to build.",
    choices: [{ text: "It reads the tokens", right: true }, { text: "It writes code", right: false }] },
  { kind: "multiple", at: 2, text: "Which of these are compilers?", points: 2,
    choices: [{ text: "rustc", right: true }, { text: "ls", right: false }, { text: "gcc", right: true }] },
  { kind: "true_false", at: 3, text: "Every program has one parse only.", points: 1, truth: false },
  { kind: "fill_in", at: 4, text: "A parser builds a syntax …", points: 1, accepted: ["tree"] },
  { kind: "open", at: 5, text: "Why would you write a parser by hand?", points: 4 },
  { kind: "reflection", at: 6, text: "Think of the last error message that helped you.", points: 0 },
];

async function quizOf(owner: Member, entry: string, change: Record<string, unknown> = {}): Promise<void> {
  await owner.send("PUT", `/api/v1/entries/${entry}/quiz`, { ...rules, questions, ...change });
}

async function invited(owner: Member, entry: string): Promise<MadeInvite> {
  number += 1;
  return owner.invite(entry, `taker${number}@harbour.example`);
}

async function enter(page: Page, made: MadeInvite): Promise<void> {
  await page.goto(made.url);
  await page.locator("[name=email]").fill(made.email);
  await page.locator("form button").first().click();
  await page.waitForURL("**/media/**");
}

/** The film plays from here until it is stopped. */
async function playFrom(page: Page, place: number): Promise<void> {
  await eventually(async () => { assert.ok(await page.evaluate("document.querySelector('video').readyState > 0")); }, FILM_MS);
  await page.evaluate(`Object.assign(document.querySelector('video'), { muted: true, currentTime: ${place} }).play().catch(() => undefined)`);
}

async function asked(page: Page, text: string): Promise<void> {
  await page.locator("dialog.quiz-ask[open]", { hasText: text }).waitFor({ timeout: 20_000 });
  assert.equal(await page.evaluate("document.querySelector('video').paused"), true, "the film waits");
}

feature("Quiz", (story) => {
  story("an owner makes a film a quiz, writes each kind of question and sets the rules", async (scene) => {
    const { owner, entry } = await stage(scene);
    const { page } = owner.device;
    await page.goto(`/media/${entry}`);
    await page.getByLabel("More actions").click();
    await page.getByRole("link", { name: "Quiz" }).click();
    await page.getByRole("button", { name: "Make a quiz" }).waitFor();
    await axe(page);
    await shot(page, "quiz-offer");
    await page.getByRole("button", { name: "Make a quiz" }).click();
    await page.getByText("No question yet").waitFor();
    await axe(page);

    const kinds: [string, (page: Page) => Promise<void>][] = [
      ["One right answer", async () => {
        await page.getByLabel("Answer 1").fill("It reads the tokens");
        await page.getByLabel("Answer 2").fill("It writes code");
        await page.locator("input[name=right]").first().check();
      }],
      ["Several right answers", async () => {
        for (const [n, text] of ["rustc", "ls", "gcc"].entries()) await page.getByLabel(`Answer ${n + 1}`).fill(text);
        await page.locator("input[name=right]").nth(0).check();
        await page.locator("input[name=right]").nth(2).check();
      }],
      ["True or false", async () => { await page.getByLabel("False").check(); }],
      ["Fill in", async () => { await page.getByLabel("Right answers").fill("tree\nsyntax tree"); }],
      ["Open question", async () => { await page.getByText("You read the answers").waitFor(); }],
      ["Pause for thought", async () => { await page.getByText("There is nothing to answer").waitFor(); }],
    ];
    for (const [n, [kind, fill]] of kinds.entries()) {
      await page.getByRole("link", { name: kind }).click();
      await page.getByRole("heading", { name: kind }).waitFor();
      await page.locator("#text").fill(`${kind}?`);
      await fill(page);
      if (n === 0) {
        // Nothing typed is lost by a time that is none.
        await page.locator("#at").fill("soon");
        await page.getByRole("button", { name: "Save" }).click();
        await page.getByText("Write a time, such as 1:23.").first().waitFor();
        assert.equal(await page.getByLabel("Answer 1").inputValue(), "It reads the tokens");
        await axe(page);
        await shot(page, "quiz-question-flaw");
        await eventually(async () => { assert.ok(await page.evaluate("document.querySelector('video').readyState > 0")); });
        await page.evaluate("document.querySelector('video').currentTime = 7.25");
        await page.getByRole("button", { name: "Take the film's place" }).click();
        assert.match(await page.locator("#at").inputValue(), /^0:07\.2$/u);
      } else {
        await page.locator("#at").fill(`0:0${7 - n}`);
      }
      await axe(page);
      await everyStopHasAName(page);
      await shot(page, `quiz-question-${n}`);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("The question is saved.").waitFor();
    }
    assert.deepEqual(await page.locator(".quiz-line-text > span:first-child").allInnerTexts(), kinds.map(([kind]) => `${kind}?`).reverse());
    await axe(page);
    await everyStopHasAName(page);
    await shot(page, "quiz-desk");
    await page.getByRole("link", { name: "Rules" }).click();
    await page.getByLabel("Before it begins").fill("Good luck!");
    await page.getByLabel("As many as somebody likes").check();
    await page.getByLabel("After the last attempt").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("there is no last one").first().waitFor();
    await axe(page);
    await page.getByLabel("As many as somebody likes").uncheck();
    await page.getByLabel("Attempts", { exact: false }).first().fill("2");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    await axe(page);
    await everyStopHasAName(page);
    await shot(page, "quiz-rules");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const place of ["", "/rules", "/question?kind=single"]) {
      await page.goto(`/media/${entry}/quiz${place}`);
      await axe(page);
      await shot(page, `quiz-desk-phone${place.replace(/\W/gu, "-")}`);
    }
  });

  story("an invitee takes it on a phone in the dark by keyboard, is interrupted, and the owner reads what came of it", async (scene) => {
    const { owner, entry } = await stage(scene);
    await quizOf(owner, entry);
    const made = await invited(owner, entry);
    const device: Device = await scene.device({ size: "phone", theme: "dark" });
    const { page } = device;
    await enter(page, made);
    await page.getByText("2 attempts left of 2").waitFor();
    await axe(page);
    await everyStopHasAName(page);
    await shot(page, "quiz-start-phone");
    const paper = await page.request.get(`/media/${entry}/quiz/pretest.pdf`);
    assert.equal(paper.headers()["content-type"], "application/pdf");
    await tabTo(page, "Start", "button");
    await page.keyboard.press("Enter");
    await page.locator("video").waitFor();
    const seen = await page.content();
    for (const secret of ["Without reading", "\"right\"", "syntax tree"]) assert.ok(!seen.includes(secret), secret);

    await playFrom(page, 0);
    await asked(page, "What does a parser do first?");
    await axe(page);
    await shot(page, "quiz-asked-phone");
    assert.equal((await focused(page))?.role, "radio");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await asked(page, "Which of these are compilers?");
    await page.getByText("1 of 5 answered").waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await asked(page, "Every program has one parse only.");
    // Skipped by Escape; the next one is answered with nothing first.
    await page.keyboard.press("Escape");
    await asked(page, "A parser builds a syntax …");
    await page.keyboard.press("Enter");
    await page.getByText("Choose or write something.").waitFor();
    await page.keyboard.type("Tree");
    await page.keyboard.press("Enter");
    await asked(page, "Why would you write a parser by hand?");

    // Interrupted: another day, the same place.
    await page.goto("about:blank");
    await page.goto(`/media/${entry}`);
    await page.getByText("Without an answer so far: 3, 5").waitFor();
    const marks = page.locator(".quiz-mark");
    // The one at which the film stopped may be asked again at once.
    const states = (await marks.locator("[data-state]").allInnerTexts()).map((state) => state.replace("now", "open"));
    assert.deepEqual(states.slice(0, 5), ["answered", "answered", "open", "answered", "open"]);
    await axe(page);
    await everyStopHasAName(page);
    await shot(page, "quiz-running-phone");
    // Submitting leads to what is missing.
    await page.getByRole("button", { name: "Submit" }).press("Enter");
    await asked(page, "Every program has one parse only.");
    await page.getByLabel("False").check();
    await page.getByRole("button", { name: "Answer", exact: true }).press("Enter");
    await page.getByText("Without an answer so far: 5").waitFor();
    await marks.nth(4).press("Enter");
    await asked(page, "Why would you write a parser by hand?");
    await page.locator("dialog textarea").fill("To say better what is wrong.");
    await page.getByRole("button", { name: "Answer", exact: true }).press("Enter");
    await page.getByText("Everything is answered.").waitFor();
    await page.getByRole("button", { name: "Submit" }).press("Enter");
    await page.getByText("Your result").waitFor();
    await page.getByText("6 of 10 points · 60").waitFor();
    await page.getByText("1 answer is still to be read").waitFor();
    await page.getByText("Without reading there is nothing to build.").waitFor();
    await axe(page);
    await everyStopHasAName(page);
    await shot(page, "quiz-result-phone");

    const desk = owner.device.page;
    await desk.goto(`/media/${entry}/quiz/results`);
    await desk.getByText("Ada Guest").waitFor();
    await axe(desk);
    await everyStopHasAName(desk);
    await shot(desk, "quiz-results");
    await desk.getByRole("link", { name: "Read the answers" }).last().click();
    await desk.getByText("To say better what is wrong.").waitFor();
    await desk.getByLabel("Points, of 4").fill("3.5");
    await axe(desk);
    await shot(desk, "quiz-written");
    await desk.getByRole("button", { name: "Save" }).click();
    await desk.getByText("The points are saved.").waitFor();
    await desk.goto(`/media/${entry}/quiz/results`);
    await desk.getByRole("link", { name: "9.5 of 10 points" }).click();
    await desk.getByText("Without reading there is nothing to build.").waitFor();
    await axe(desk);
    await shot(desk, "quiz-attempt");
    await desk.emulateMedia({ colorScheme: "dark" });
    await desk.setViewportSize({ width: 390, height: 844 });
    await desk.goto(`/media/${entry}/quiz/results`);
    await axe(desk);
    await shot(desk, "quiz-results-phone");
    const csv = await desk.request.get(`/media/${entry}/quiz/results/export.csv`);
    assert.match(await csv.text(), /"Ada Guest"/u);
  });

  story("nobody goes ahead who may not, and whoever is put out is told that their answers are kept", async (scene) => {
    const { owner, entry } = await stage(scene);
    await quizOf(owner, entry, { may_skip: false, may_seek: false, may_change: false, attempts: 1 });
    const made = await invited(owner, entry);
    const { page } = await scene.device({ tolerate: [/status of 404|401/u] });
    await enter(page, made);
    await page.getByText("You cannot go ahead in the film").waitFor();
    await axe(page);
    await shot(page, "quiz-start");
    await page.getByRole("button", { name: "Start" }).click();
    await page.locator("video").waitFor();
    await playFrom(page, 0);
    await page.evaluate("document.querySelector('video').currentTime = 8");
    await asked(page, "What does a parser do first?");
    assert.ok(Number(await page.evaluate("document.querySelector('video').currentTime")) < 1.5);
    assert.equal(await page.getByRole("button", { name: "Skip" }).count(), 0);
    await page.getByText("This answer cannot be changed afterwards.").waitFor();
    await axe(page);
    await shot(page, "quiz-asked");
    await page.getByLabel("It writes code").check();
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await asked(page, "Which of these are compilers?");
    // Back to the first: it is answered, and stays so.
    await page.locator(".quiz-mark").first().click();
    await asked(page, "What does a parser do first?");
    assert.ok(await page.getByLabel("It writes code").isDisabled());
    await page.getByRole("button", { name: "Go on" }).click();
    await asked(page, "Which of these are compilers?");
    await owner.send("DELETE", `/api/v1/invites/${made.id}`);
    await page.getByText("You can no longer see this").waitFor();
    await page.getByText("The answers you have given are kept.").waitFor();
    await axe(page);
    await shot(page, "quiz-ended");
    const results = await owner.send<{ people: { attempts: { submitted_at: string | null }[] }[] }>("GET", `/api/v1/entries/${entry}/quiz/results`);
    assert.equal(results.people[0]?.attempts.length, 1);
  });

  story("without script every question stands in a form, and what is missing is said", async (scene) => {
    const { owner, entry } = await stage(scene);
    await quizOf(owner, entry);
    const made = await invited(owner, entry);
    const { page } = await scene.device({ script: false, size: "phone", theme: "light" });
    await enter(page, made);
    await page.locator("form[action$='/quiz/start'] button").click();
    await page.locator("fieldset[data-question]").first().waitFor();
    assert.equal(await page.locator("fieldset[data-question]").count(), 6);
    await axe(page);
    await shot(page, "quiz-plain-phone");
    const fields = page.locator("fieldset[data-question]");
    await fields.nth(0).locator("input[value='0']").check();
    await fields.nth(4).locator("textarea").fill("By hand");
    await page.locator("button[value=save]").click();
    await page.getByText("Saved. You can go on later.").waitFor();
    await page.locator("button[value=submit]").click();
    await page.getByText("Question 2 has no answer yet.").first().waitFor();
    await axe(page);
    await shot(page, "quiz-plain-missing");
    await fields.nth(1).locator("input[value='0']").check();
    await fields.nth(1).locator("input[value='2']").check();
    await fields.nth(2).locator("input[value='0']").check();
    await fields.nth(3).locator("input.input").fill("tree");
    await page.locator("button[value=submit]").click();
    await page.getByText("6 of 10 points").first().waitFor();
    await axe(page);
    await shot(page, "quiz-plain-result");
  });
});
