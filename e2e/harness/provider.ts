/** A real OpenID provider (npm's oidc-provider) with people of its own, on a port of its own. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

/** Somebody whom the provider knows. */
export interface Person {
  /** Who it is there; never an address. */
  sub: string;
  given_name: string;
  family_name: string;
  email: string;
  email_verified?: boolean;
  roles?: string[];
  groups?: string[];
}

const CLIENT = { id: "usher", secret: "a-secret-of-the-story" };

export class OpenIdProvider {
  readonly client = CLIENT;
  readonly issuer: string;
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** Whom it knows; their claims may change between two sign-ins. */
  readonly people: Person[];
  readonly #server: Server;

  private constructor(server: Server, address: string, people: Person[]) {
    this.#server = server;
    this.address = address;
    this.issuer = `http://${address}`;
    this.people = people;
  }

  /** Starts one for a hub; `id` is what the provider is called in the hub's addresses. */
  static async open(hub: string, id: string, people: Person[]): Promise<OpenIdProvider> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const idp = new OpenIdProvider(server, address, people);
    const provider = new Provider(idp.issuer, idp.#configuration(`${hub}/sign-in/with/${id}/back`));
    const answer = provider.callback();
    server.on("request", (request, response) => {
      const path = request.url ?? "/";
      const done = path.startsWith("/interaction/") ? idp.#interact(provider, request, response) : answer(request, response);
      void Promise.resolve(done).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    return idp;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    const gone = once(this.#server, "close");
    this.#server.close();
    await gone;
  }

  #configuration(redirectUri: string): Configuration {
    return {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri], response_types: ["code"], grant_types: ["authorization_code"] }],
      claims: { openid: ["sub"], profile: ["given_name", "family_name"], email: ["email", "email_verified"], groups: ["groups", "roles"] },
      scopes: ["openid", "profile", "email", "groups"],
      cookies: { keys: ["a key of the story"] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_, sub) => {
        const person = this.people.find((one) => one.sub === sub);
        return person === undefined ? undefined : { accountId: sub, claims: () => ({ ...person }) };
      },
      // Whoever signs in agrees: asking for consent is the provider's own business.
      loadExistingGrant: async (ctx) => {
        const { client, session, provider } = ctx.oidc;
        if (client === undefined || session?.accountId === undefined) return undefined;
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope("openid profile email groups");
        await grant.save();
        return grant;
      },
    };
  }

  /** The page on which somebody says who they are, or that they would rather not. */
  async #interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") {
      const buttons = this.people.map((one) => `<button name="who" value="${one.sub}">${one.given_name}</button>`).join(" ");
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,"><h1>Who are you?</h1>
        <form method="post">${buttons} <button name="who" value="">Cancel</button></form></html>`);
      return;
    }
    const sent: Buffer[] = [];
    for await (const piece of request) sent.push(piece as Buffer);
    const who = new URLSearchParams(Buffer.concat(sent).toString()).get("who") ?? "";
    const result = who === "" ? { error: "access_denied", error_description: "Not today" } : { login: { accountId: who, remember: false } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}
