// Better Auth's magic links at their best: its own handler on Node's own server, rate limits,
// telemetry and logs off, people known and verified before. `PORT` says where, `DATABASE` is a
// file for SQLite or an address for PostgreSQL.
import { createServer } from "node:http";

import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { magicLink } from "better-auth/plugins";

const port = Number(process.env.PORT);
const sent = [];

async function open(where) {
  if (where.startsWith("postgres")) {
    const { default: pg } = await import("pg");
    return new pg.Pool({ connectionString: where, max: 16 });
  }
  const { default: Database } = await import("better-sqlite3");
  const database = new Database(where);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("temp_store = MEMORY");
  return database;
}

const options = {
  baseURL: `http://127.0.0.1:${port}`,
  secret: "a secret of the bench, thirty-two bytes or more",
  database: await open(process.env.DATABASE),
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { disabled: true },
  plugins: [
    magicLink({
      expiresIn: 24 * 3600,
      sendMagicLink: ({ token }) => void sent.push(token),
    }),
  ],
};
await (await getMigrations(options)).runMigrations();
const auth = betterAuth(options);
const handler = toNodeHandler(auth);

/** Makes people who have verified their address; answers how many there are now. */
async function people(from, to) {
  const { internalAdapter } = await auth.$context;
  for (let number = from; number < to; number++) {
    await internalAdapter.createUser({
      email: `guest-${number}@visitors.example`,
      emailVerified: true,
      name: "Guest",
    });
  }
  return to;
}

createServer(async (request, response) => {
  const url = new URL(request.url, options.baseURL);
  if (url.pathname === "/bench/people") {
    const made = await people(Number(url.searchParams.get("from")), Number(url.searchParams.get("to")));
    response.end(String(made));
  } else if (url.pathname === "/bench/tokens") {
    response.end(sent.splice(0).join("\n"));
  } else {
    await handler(request, response);
  }
}).listen(port, "127.0.0.1");
