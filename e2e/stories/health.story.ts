import assert from "node:assert/strict";
import { axe, everyStopHasAName, feature, looks, shot, SIGN_IN } from "../harness/index.ts";

feature("Health", (story) => {
  story("the server says that it is alive and ready", async ({ usher }) => {
    for (const path of ["/healthz", "/readyz"]) {
      const answer = await fetch(`${usher.baseUrl}${path}`);
      assert.equal(answer.status, 200, path);
    }
  });

  for (const look of looks) {
    story(`the sign-in page has no barrier on a ${look.size} in the ${look.theme} theme`, async ({ device }) => {
      const { page } = await device(look);
      const answer = await page.goto(SIGN_IN);
      assert.equal(answer?.status(), 200);
      await page.locator("input[type=password]").waitFor();
      await shot(page, "sign-in");
      await axe(page);
      await everyStopHasAName(page);
    });
  }

  story("the sign-in page has no barrier without script", async ({ device }) => {
    const { page } = await device({ script: false });
    await page.goto(SIGN_IN);
    await axe(page);
    await everyStopHasAName(page);
  });
});
