/** An event stream that is opened by showing the browser's key, which EventSource has no way to send. */

import { nonces, proof } from "./device-key.js";

/** Fires `open`, the server's events by their names, and `error` once it is over; it does not connect again by itself. */
export class ProvedEvents extends EventTarget {
  readyState: number = EventSource.CONNECTING;
  readonly #closing = new AbortController();

  constructor(address: string) {
    super();
    void this.#follow(address)
      .catch(() => undefined)
      .finally(() => {
        this.readyState = EventSource.CLOSED;
        if (!this.#closing.signal.aborted) this.dispatchEvent(new Event("error"));
      });
  }

  close(): void {
    this.readyState = EventSource.CLOSED;
    this.#closing.abort();
  }

  async #follow(address: string): Promise<void> {
    const { signal } = this.#closing;
    const { events } = await nonces();
    const shown = events === undefined ? "" : await proof("events", events);
    if (signal.aborted) return;
    const headers = { accept: "text/event-stream", "usher-proof": shown };
    const answer = await fetch(address, { headers, cache: "no-store", signal });
    if (!answer.ok || answer.body === null) return;
    this.readyState = EventSource.OPEN;
    this.dispatchEvent(new Event("open"));
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) this.#tell(block);
    }
  }

  #tell(block: string): void {
    const name = /^event: ?(.+)$/m.exec(block)?.[1];
    const data = /^data: ?(.*)$/m.exec(block)?.[1] ?? "";
    if (name !== undefined) this.dispatchEvent(new MessageEvent(name, { data }));
  }
}
