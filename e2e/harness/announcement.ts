/** The one line that a server prints once it serves; `usher demo --json` tells more in it. */

export interface Account {
  email: string;
  password: string;
  role: "viewer" | "private_only" | "admin" | "unmoderated_admin";
  site_admin: boolean;
  name: string;
}

export interface Entry {
  id: string;
  kind: "video" | "audio" | "document";
  title: string;
  /** The owner's e-mail address. */
  owner: string;
}

export interface Invite {
  url: string;
  email: string;
  role: string;
  entry: string;
}

export interface Announcement {
  base_url: string;
  accounts: Account[];
  entries: Entry[];
  invites: Invite[];
}

/** Reads the line; says what is missing when it is not what `demo --json` promises. */
export function parseAnnouncement(line: string): Announcement {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`The first line of usher demo --json is not JSON: ${line}`);
  }
  const given = value as Partial<Announcement> | null;
  const missing = (["accounts", "entries", "invites"] as const).filter((key) => !Array.isArray(given?.[key]));
  if (typeof given?.base_url !== "string" || missing.length > 0) {
    throw new Error(`The first line of usher demo --json lacks base_url or ${missing.join(", ")}: ${line}`);
  }
  return given as Announcement;
}

/** Reads what `usher serve` says once it serves: there is nobody and nothing yet. */
export function parseReady(line: string): Announcement {
  const base = /^Usher is ready at (http\S+)$/u.exec(line)?.[1];
  if (base === undefined) throw new Error(`The first line of usher serve does not say that it is ready: ${line}`);
  return { base_url: base, accounts: [], entries: [], invites: [] };
}
