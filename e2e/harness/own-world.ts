/** Script beside the page: sees its document, is not bound by its policy, leaves nothing in its globals. */
import type { Page } from "playwright-core";
import { deviceOf } from "./device.ts";

export type Evaluate = (expression: string) => Promise<unknown>;

/** Where script is off the browser holds every timer back, in this world too; promises still settle. */
const TIMERS_WITHOUT_SCRIPT = "window.setTimeout = (deed, _, ...given) => { Promise.resolve().then(() => deed(...given)); return 0; }";

/** Runs `work` with an evaluator whose state lasts for the whole of it. */
export async function inOwnWorld<T>(page: Page, work: (evaluate: Evaluate) => Promise<T>): Promise<T> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId } = await session.send("Page.createIsolatedWorld", {
      frameId: frameTree.frame.id,
      worldName: "usher-e2e",
    });
    const evaluate: Evaluate = async (expression) => {
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
        expression,
        contextId: executionContextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as unknown;
    };
    if (!deviceOf(page).script) await evaluate(TIMERS_WITHOUT_SCRIPT);
    return await work(evaluate);
  } finally {
    await session.detach();
  }
}
