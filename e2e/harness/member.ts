/** What a member does by the API: for what a story needs and is not about. */
import assert from "node:assert/strict";
import type { APIRequestContext, APIResponse } from "playwright-core";
import type { Account } from "./announcement.ts";
import type { Device } from "./device.ts";
import { signIn } from "./sign-in.ts";

/** An invite as the API tells it. */
export interface MadeInvite {
  id: string;
  url: string;
  email: string;
  state: string;
  uses: { allowed: number; spent: number };
}

export class Member {
  readonly device: Device;
  readonly #request: APIRequestContext;

  private constructor(device: Device) {
    this.device = device;
    this.#request = device.context.request;
  }

  /** Signs in on the device, on its page. */
  static async on(device: Device, account: Pick<Account, "email" | "password">): Promise<Member> {
    await signIn(device.page, account);
    return new Member(device);
  }

  /** Sends JSON and answers with JSON; fails with the problem when it is refused. */
  async send<T>(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, data?: unknown): Promise<T> {
    const answer = await this.#request.fetch(path, { method, ...(data === undefined ? {} : { data }), headers: { accept: "application/json" } });
    await accepted(answer, `${method} ${path}`);
    return (answer.status() === 204 ? undefined : await answer.json()) as T;
  }

  /** An entry of their own, without media; its id. */
  async newEntry(kind: "video" | "audio" | "document", title: string, more: { description?: string; tags?: string[] } = {}): Promise<string> {
    return (await this.send<{ id: string }>("POST", "/api/v1/entries", { kind, title, ...more })).id;
  }

  /** Sends a file for an entry in one piece; answers once the server has it. */
  async upload(entry: string, filename: string, bytes: Buffer): Promise<void> {
    const address = await this.beginUpload(entry, filename, bytes.length);
    const sent = await this.#request.fetch(address, {
      method: "PATCH",
      headers: { "tus-resumable": "1.0.0", "upload-offset": "0", "content-type": "application/offset+octet-stream" },
      data: bytes,
    });
    await accepted(sent, "PATCH of the upload");
  }

  /** Announces a file and sends nothing of it; the upload's address. */
  async beginUpload(entry: string, filename: string, length: number): Promise<string> {
    const encoded = (text: string) => Buffer.from(text).toString("base64");
    const made = await this.#request.fetch("/api/v1/uploads", {
      method: "POST",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-length": String(length),
        "upload-metadata": `filename ${encoded(filename)},entry ${encoded(entry)}`,
      },
    });
    await accepted(made, "POST /api/v1/uploads");
    const address = made.headers()["location"];
    assert.ok(address !== undefined, "an upload has an address");
    return address;
  }

  /** Where the preparation of an entry's media has come to. */
  async state(entry: string): Promise<string> {
    return (await this.send<{ state: string }>("GET", `/api/v1/entries/${entry}`)).state;
  }

  async invite(entry: string, email: string, more: { first_name?: string; last_name?: string; valid_until?: string } = {}): Promise<MadeInvite> {
    const wanted = { email, first_name: "Ada", last_name: "Guest", role: "viewer", ...more };
    return this.send<MadeInvite>("POST", `/api/v1/entries/${entry}/invites`, wanted);
  }

  /** Everybody who was invited to an entry, newest first. */
  async invites(entry: string): Promise<MadeInvite[]> {
    return (await this.send<{ invites: MadeInvite[] }>("GET", `/api/v1/entries/${entry}/invites`)).invites;
  }

  /** Sets fields of a console module. */
  async configure(module: string, fields: Record<string, unknown>): Promise<void> {
    const { version } = await this.send<{ version: number }>("GET", `/api/v1/config/${module}`);
    await this.send("PUT", `/api/v1/config/${module}`, { version, fields });
  }
}

async function accepted(answer: APIResponse, what: string): Promise<void> {
  if (!answer.ok()) assert.fail(`${what} was answered with ${answer.status()}: ${await answer.text()}`);
}
