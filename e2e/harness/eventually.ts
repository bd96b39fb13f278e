/** Waiting for a fact that no locator can wait for: a count at the server, a file, a log line. */
import { setTimeout as pause } from "node:timers/promises";

/** How long (ms) to rest after the first failure, and at most: to tell of a failed assertion costs as much as half a page. */
const rests = { first: 50, most: 400 };

/** Tries `attempt` until it does not throw, with growing rests; after `withinMs` its last failure is thrown. */
export async function eventually<T>(attempt: () => Promise<T> | T, withinMs = 10_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (let rest = rests.first; ; rest = Math.min(rest * 1.5, rests.most)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(rest);
    }
  }
}
