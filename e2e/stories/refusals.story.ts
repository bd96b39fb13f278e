import assert from "node:assert/strict";
import { axe, type Device, eventually, everyStopHasAName, feature, type Look, looks, type MadeInvite, Member, type Page, type Scene, shot } from "../harness/index.ts";

const GUEST = "guest@harbour.example";

/** What a story about one refusal is given. */
interface Stage {
  scene: Scene;
  owner: Member;
  /** A private video that is ready. */
  entry: string;
  /** The device on which the refusal is met. */
  guest: Device;
}

/** How somebody comes to a refusal; the page then shows it. */
type Act = (stage: Stage) => Promise<void>;

const REFUSALS: { code: string; status: number; act: Act }[] = [
  { code: "unknown", status: 404, act: async ({ guest }) => { await guest.page.goto(`/i/${"A".repeat(43)}`); } },
  {
    code: "revoked",
    status: 410,
    act: async ({ owner, entry, guest }) => {
      const made = await owner.invite(entry, GUEST);
      await owner.send("DELETE", `/api/v1/invites/${made.id}`);
      await guest.page.goto(made.url);
    },
  },
  {
    code: "entry_gone",
    status: 410,
    act: async ({ owner, guest }) => {
      const entry = await owner.newEntry("video", "A lecture that was taken down");
      const made = await owner.invite(entry, GUEST);
      await owner.send("DELETE", `/api/v1/entries/${entry}`);
      await guest.page.goto(made.url);
    },
  },
  {
    code: "not_ready",
    status: 409,
    act: async ({ owner, guest }) => {
      const made = await owner.invite(await owner.newEntry("video", "A lecture on its way"), GUEST);
      // The page looks again by itself.
      guest.troubles.tolerate(/answer 409 at .*\/i\//u);
      await guest.page.goto(made.url);
    },
  },
  {
    code: "replaced",
    status: 410,
    act: async ({ owner, entry, guest }) => {
      const made = await owner.invite(entry, "replaced@harbour.example");
      await owner.invite(entry, "replaced@harbour.example");
      await guest.page.goto(made.url);
    },
  },
  {
    code: "expired",
    status: 410,
    act: async ({ owner, entry, guest }) => {
      const made = await owner.invite(entry, "late@harbour.example", { valid_until: new Date(Date.now() + 2_000).toISOString() });
      await eventually(async () => {
        const answer = await guest.context.request.get(made.url);
        assert.equal(answer.status(), 410, "the link has ended");
      });
      await guest.page.goto(made.url);
    },
  },
  {
    code: "other_device",
    status: 409,
    act: async ({ scene, owner, entry, guest }) => {
      const made = await owner.invite(entry, "two@harbour.example");
      const first = await scene.device();
      await enter(first.page, made);
      await guest.page.goto(made.url);
    },
  },
  {
    code: "used_up",
    status: 410,
    act: async ({ owner, entry, guest }) => {
      const made = await owner.invite(entry, "left@harbour.example");
      await enter(guest.page, made);
      await guest.page.goto(`/media/${entry}/leave`);
      await guest.page.locator("form[action$='/leave'] button").click();
      await guest.page.waitForLoadState();
      await guest.page.goto(made.url);
    },
  },
  {
    code: "wrong_account",
    status: 409,
    act: async ({ scene, owner, entry, guest }) => {
      const made = await owner.invite(entry, "account@harbour.example");
      await Member.on(guest, scene.usher.account({ role: "viewer" }));
      await guest.page.goto(made.url);
    },
  },
  {
    code: "wrong_email",
    status: 422,
    act: async ({ owner, entry, guest }) => {
      const made = await owner.invite(entry, "right@harbour.example");
      await guest.page.goto(made.url);
      await press(guest.page, "wrong@harbour.example");
    },
  },
  {
    code: "missing_email",
    status: 422,
    act: async ({ owner, entry, guest }) => {
      const made = await owner.invite(entry, "empty@harbour.example");
      await guest.page.goto(made.url);
      await press(guest.page, "");
    },
  },
  {
    code: "cookies_off",
    status: 409,
    act: async ({ owner, entry, guest }) => {
      const made = await owner.invite(entry, "cookies@harbour.example");
      await guest.page.goto(made.url);
      await guest.context.clearCookies();
      await press(guest.page, "cookies@harbour.example");
    },
  },
  {
    code: "domain_blocked",
    status: 403,
    act: async ({ scene, owner, entry, guest }) => {
      const made = await owner.invite(entry, "new@blocked.example");
      await withRules(scene, { RestrictNewUserDomains: ["blocked.example"] }, async () => {
        await guest.page.goto(made.url);
      });
    },
  },
  {
    code: "disabled",
    status: 403,
    act: async ({ scene, owner, entry, guest }) => {
      const made = await owner.invite(entry, "off@harbour.example");
      await withRules(scene, { enabled: false }, async () => {
        await guest.page.goto(made.url);
      });
    },
  },
  // The last: from then on the network has to wait.
  {
    code: "too_many_tries",
    status: 429,
    act: async ({ owner, entry, guest }) => {
      const made = await owner.invite(entry, "guessed@harbour.example");
      await guest.page.goto(made.url);
      for (let tries = 0; tries < 11; tries += 1) {
        await guest.context.request.post(made.url, { form: { email: `guess${tries}@harbour.example` } });
      }
      await press(guest.page, "guessed@harbour.example");
    },
  },
];

/** Sends the lobby's form as it stands, whatever the browser's own check would say. */
async function press(page: Page, email: string): Promise<void> {
  await page.locator("[name=email]").fill(email);
  await page.evaluate("document.querySelector('form:has([name=email])').noValidate = true");
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.locator("form:has([name=email]) button").click(),
  ]);
  await page.waitForLoadState();
}

async function enter(page: Page, made: MadeInvite): Promise<void> {
  await page.goto(made.url);
  await page.locator("[name=email]").fill(made.email);
  await page.locator("form button").click();
  await page.waitForURL((url) => url.pathname.startsWith("/media/"));
}

/** With other rules of the site, for as long as it takes. */
async function withRules(scene: Scene, fields: Record<string, unknown>, act: () => Promise<void>): Promise<void> {
  const administrator = await Member.on(await scene.device(), scene.usher.account({ site_admin: true }));
  const before = await administrator.send<{ fields: Record<string, { value: unknown }> }>("GET", "/api/v1/config/invitetomedia");
  await administrator.configure("invitetomedia", fields);
  try {
    await act();
  } finally {
    const old = Object.keys(fields).map((name) => [name, before.fields[name]?.value]);
    await administrator.configure("invitetomedia", Object.fromEntries(old) as Record<string, unknown>);
  }
}

feature("Refusals", (story) => {
  for (const [index, { code, status, act }] of REFUSALS.entries()) {
    const look = looks[index % looks.length] as Look;
    story(`${code} says what happened and what to do, on a ${look.size} in the ${look.theme} theme`, async (scene) => {
      const account = scene.usher.account({ role: "private_only" });
      const owner = await Member.on(await scene.device(), account);
      const entry = scene.usher.entry({ kind: "video", owner: account.email }).id;
      const guest = await scene.device(look);
      const statuses: number[] = [];
      guest.page.on("response", (response) => {
        if (new URL(response.url()).pathname.startsWith("/i/") && response.request().isNavigationRequest()) statuses.push(response.status());
      });
      await act({ scene, owner, entry, guest });
      assert.equal(statuses.at(-1), status, code);
      await shot(guest.page, `refusal-${code}`);
      await axe(guest.page);
      await everyStopHasAName(guest.page);
      const words = await guest.page.locator("main").innerText();
      assert.ok(words.trim().length > 20, "a sentence");
      assert.doesNotMatch(words, /\b[45]\d\d\b|sorry|error|invalid/iu, "no numbers, no apologies, no blame");
      assert.doesNotMatch(words, /[a-z]{2,}@(harbour|blocked)/u, "the invited address is not told");
    });
  }
});
