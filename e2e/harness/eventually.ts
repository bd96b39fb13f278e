/** Waiting for a fact that no locator can wait for: a count at the server, a file, a log line. */
import { setTimeout as pause } from "node:timers/promises";

/** Tries `attempt` until it does not throw; after `withinMs` its last failure is thrown. */
export async function eventually<T>(attempt: () => Promise<T> | T, withinMs = 10_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(50);
    }
  }
}
