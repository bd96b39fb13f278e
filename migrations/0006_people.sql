-- Looking after people: who was removed, how much they may store, their browsers, ways to set a password.

-- Nobody can sign in as a removed person, who has no name and no address any more; the row stays for what refers to it.
ALTER TABLE accounts ADD COLUMN removed_at BIGINT;
-- Bytes; -1 is as much as they like, nothing the site's default.
ALTER TABLE accounts ADD COLUMN quota_bytes BIGINT;

-- The browser as its owner knows it again: two words. When it was last seen, to some minutes.
ALTER TABLE sessions ADD COLUMN device TEXT;
ALTER TABLE sessions ADD COLUMN last_seen_at BIGINT;

-- Links by which a person sets a password: one living for each, spent by its use.
CREATE TABLE password_links (
  mac BYTEA NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX password_links_account ON password_links (account_id);

-- The console's list of people, newest first, by what it is narrowed to.
CREATE INDEX accounts_role ON accounts (app_role, id);
CREATE INDEX accounts_site_admins ON accounts (id) WHERE site_admin = 1;
CREATE INDEX accounts_suspended ON accounts (id) WHERE suspended_at IS NOT NULL;
CREATE INDEX group_members_by_group ON group_members (group_id, account_id);
-- What somebody gave out; no redemption writes it.
CREATE INDEX invites_inviter ON invites (inviter_id, id) WHERE revoked_at IS NULL;

-- Tables of people on their way from being looked at to being written; each is forgotten after a day.

CREATE TABLE people_imports (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  content TEXT NOT NULL,
  -- What would become, or became, of each row, as JSON.
  report TEXT NOT NULL,
  done_at BIGINT
);
CREATE INDEX people_imports_age ON people_imports (created_at);
