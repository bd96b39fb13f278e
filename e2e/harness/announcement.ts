/** The one JSON line that `usher demo --json` prints once it serves. */

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
