/**
 * A line to the server over which a browser speaks like one of 2019: without the `Sec-Fetch` headers. It notes who acted
 * and how that was answered.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** One request that went over the line. */
export interface Asked {
  method: string;
  url: URL;
  origin: string | undefined;
  referer: string | undefined;
  status: number;
}

export class OlderLine {
  /** Everything that was answered, in the order of the answers. */
  readonly asked: Asked[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((asked, answer) => {
      const headers = Object.entries(asked.headers).filter(([name]) => !name.startsWith("sec-fetch-"));
      const onward = request(asked.url ?? "", { method: asked.method, headers: Object.fromEntries(headers) });
      onward.on("response", (found) => {
        this.#note(asked, found);
        answer.writeHead(found.statusCode ?? 502, found.rawHeaders);
        found.pipe(answer);
      });
      // Either side may hang up at any time: then the other is told.
      onward.on("error", () => asked.socket.destroy());
      answer.on("close", () => onward.destroy());
      asked.pipe(onward);
    });
  }

  static async open(): Promise<OlderLine> {
    const line = new OlderLine();
    line.#server.listen(0, "127.0.0.1");
    await once(line.#server, "listening");
    return line;
  }

  /** The proxy's address. */
  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The acts among what was asked. */
  get acts(): Asked[] {
    return this.asked.filter(({ method }) => method !== "GET" && method !== "HEAD");
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #note(asked: IncomingMessage, found: IncomingMessage): void {
    this.asked.push({
      method: asked.method ?? "GET",
      url: new URL(asked.url ?? ""),
      origin: asked.headers.origin,
      referer: asked.headers.referer,
      status: found.statusCode ?? 0,
    });
  }
}
