/**
 * A line between a device and the server that lets only so many bytes a second out. The browser's own throttling
 * delays answers but sends everything at once, so that nothing could be interrupted.
 */
import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export class SlowLine {
  /** Bytes a second. */
  speed: number;
  readonly #server: Server;

  private constructor(speed: number) {
    this.speed = speed;
    this.#server = createServer((asked, answer) => {
      const onward = request(asked.url ?? "", { method: asked.method, headers: asked.headers });
      const send = async (): Promise<void> => {
        for await (const piece of asked as AsyncIterable<Buffer>) {
          if (!onward.write(piece)) await once(onward, "drain");
          await pause((piece.length / this.speed) * 1000);
        }
        onward.end();
      };
      onward.on("response", (found) => {
        answer.writeHead(found.statusCode ?? 502, found.rawHeaders);
        found.pipe(answer);
      });
      // Either side may hang up at any time: then the other is told.
      onward.on("error", () => asked.socket.destroy());
      answer.on("close", () => onward.destroy());
      send().catch(() => onward.destroy());
    });
  }

  static async open(speed: number): Promise<SlowLine> {
    const line = new SlowLine(speed);
    line.#server.listen(0, "127.0.0.1");
    await once(line.#server, "listening");
    return line;
  }

  /** The proxy's address. */
  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
