-- One text for both engines. Types: ids and enums TEXT, moments BIGINT (microseconds UTC),
-- keyed hashes BYTEA, JSON as TEXT, yes/no BIGINT (0, 1).

-- People ---------------------------------------------------------------------------------

CREATE TABLE accounts (
  id TEXT NOT NULL PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  app_role TEXT NOT NULL CHECK (app_role IN ('viewer', 'private_only', 'admin', 'unmoderated_admin')),
  site_admin BIGINT NOT NULL DEFAULT 0 CHECK (site_admin IN (0, 1)),
  password_hash TEXT,
  suspended_at BIGINT,
  created_at BIGINT NOT NULL
);

-- A member's addresses. `email` is the normalised form; `verified_how` says who vouched for it.
CREATE TABLE addresses (
  email TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  written TEXT NOT NULL,
  main BIGINT NOT NULL CHECK (main IN (0, 1)),
  verified_how TEXT CHECK (verified_how IN ('administrator', 'mail', 'provider')),
  verified_at BIGINT
);
CREATE INDEX addresses_account ON addresses (account_id);

-- What the type-ahead finds people by: lower-cased names and addresses, by prefix.
CREATE TABLE people_terms (
  term TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (term, account_id)
);
CREATE INDEX people_terms_account ON people_terms (account_id);

CREATE TABLE groups (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

-- What a group is found by: the lower-cased words of its name, by prefix.
CREATE TABLE group_terms (
  term TEXT NOT NULL,
  group_id TEXT NOT NULL REFERENCES groups (id),
  PRIMARY KEY (term, group_id)
);
CREATE INDEX group_terms_group ON group_terms (group_id);

CREATE TABLE group_members (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  group_id TEXT NOT NULL REFERENCES groups (id),
  PRIMARY KEY (account_id, group_id)
);
CREATE INDEX group_members_group ON group_members (group_id);

-- Signed-in browsers. A guest's session has no account; what it opens hangs on `browser`.
CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  secret_mac BYTEA NOT NULL,
  browser BYTEA NOT NULL,
  account_id TEXT REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX sessions_account ON sessions (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE api_tokens (
  id TEXT NOT NULL PRIMARY KEY,
  secret_mac BYTEA NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);

-- Media ----------------------------------------------------------------------------------

CREATE TABLE entries (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  owner_id TEXT NOT NULL REFERENCES accounts (id),
  publish TEXT NOT NULL CHECK (publish IN ('private', 'unlisted', 'published')),
  state TEXT NOT NULL CHECK (state IN ('empty', 'processing', 'ready', 'failed')),
  failure TEXT,
  progress BIGINT NOT NULL DEFAULT 0,
  original_id TEXT,
  playable_id TEXT,
  poster_id TEXT,
  poster_small_id TEXT,
  duration_us BIGINT,
  width BIGINT,
  height BIGINT,
  pages BIGINT,
  plays BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  trashed_at BIGINT
);
CREATE INDEX entries_owner ON entries (owner_id, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_owner_trash ON entries (owner_id, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX entries_gallery ON entries (id) WHERE publish = 'published' AND state = 'ready' AND trashed_at IS NULL;
CREATE INDEX entries_trash ON entries (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE TABLE entry_tags (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  tag TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (entry_id, tag)
);

-- Who works on an entry beside its owner: an account or a group, in one or several roles.
CREATE TABLE collaborators (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  subject TEXT NOT NULL,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('account', 'group')),
  role TEXT NOT NULL CHECK (role IN ('co_owner', 'co_editor', 'co_publisher', 'co_viewer')),
  added_at BIGINT NOT NULL,
  PRIMARY KEY (entry_id, subject, role)
);
CREATE INDEX collaborators_subject ON collaborators (subject, entry_id);

CREATE TABLE blobs (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('original', 'rendition', 'poster', 'poster_small', 'caption')),
  bytes BIGINT NOT NULL,
  sha256 BYTEA NOT NULL,
  content_type TEXT NOT NULL,
  filename TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX blobs_entry ON blobs (entry_id);

CREATE TABLE captions (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  lang TEXT NOT NULL,
  label TEXT NOT NULL,
  blob_id TEXT NOT NULL REFERENCES blobs (id),
  UNIQUE (entry_id, lang)
);

-- Files on their way. `blob_id` is what the upload becomes: drawn at its beginning, so that
-- sealing may be repeated after a crash. A finished upload is remembered until it expires.
CREATE TABLE uploads (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  blob_id TEXT NOT NULL UNIQUE,
  bytes BIGINT NOT NULL,
  filename TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX uploads_account ON uploads (account_id) WHERE finished_at IS NULL;
CREATE INDEX uploads_entry ON uploads (entry_id);
CREATE INDEX uploads_expiry ON uploads (expires_at);

-- Work to be done after a commit: leased, retried with backoff, idempotent. `run_at` is when a
-- waiting job is due, and when the lease of a running one ends.
CREATE TABLE jobs (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  entry_id TEXT REFERENCES entries (id),
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  attempts BIGINT NOT NULL DEFAULT 0,
  run_at BIGINT NOT NULL,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX jobs_due ON jobs (kind, run_at) WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;
-- What comes round again has one row, whoever makes it first.
CREATE UNIQUE INDEX jobs_recurring ON jobs (kind) WHERE kind IN ('purge', 'sweep');
CREATE INDEX jobs_entry ON jobs (entry_id) WHERE entry_id IS NOT NULL;

-- Invitations ----------------------------------------------------------------------------

CREATE TABLE invites (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  inviter_id TEXT NOT NULL REFERENCES accounts (id),
  invitee_id TEXT REFERENCES accounts (id),
  email TEXT NOT NULL,
  email_written TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  lang TEXT,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'speaker', 'moderator')),
  surface TEXT NOT NULL CHECK (surface IN ('hub', 'lms')),
  recording_too BIGINT NOT NULL DEFAULT 0 CHECK (recording_too IN (0, 1)),
  uses_allowed BIGINT NOT NULL CHECK (uses_allowed = -1 OR uses_allowed >= 1),
  uses_spent BIGINT NOT NULL DEFAULT 0,
  expires_at BIGINT NOT NULL,
  ends_with_session BIGINT NOT NULL DEFAULT 0 CHECK (ends_with_session IN (0, 1)),
  seat BYTEA,
  seat_reset BIGINT NOT NULL DEFAULT 0 CHECK (seat_reset IN (0, 1)),
  moves BIGINT NOT NULL DEFAULT 0,
  first_used_at BIGINT,
  created_at BIGINT NOT NULL,
  renewed_at BIGINT,
  revoked_at BIGINT,
  CHECK (uses_spent >= 0 AND (uses_allowed = -1 OR uses_spent <= uses_allowed))
)
WITHOUT ROWID -- sqlite
;
CREATE UNIQUE INDEX invites_open ON invites (entry_id, email) WHERE revoked_at IS NULL;
CREATE INDEX invites_entry ON invites (entry_id, id);
-- What a change of the configuration would touch; no redemption writes it.
CREATE INDEX invites_ends ON invites (expires_at) WHERE revoked_at IS NULL;

-- The secrets of an invite's links: one living of each kind; the dead are remembered.
CREATE TABLE invite_secrets (
  mac BYTEA NOT NULL PRIMARY KEY,
  invite_id TEXT NOT NULL REFERENCES invites (id),
  kind TEXT NOT NULL CHECK (kind IN ('copied', 'mailed')),
  created_at BIGINT NOT NULL,
  replaced_at BIGINT
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX invite_secrets_invite ON invite_secrets (invite_id);

-- What lets a person in. One invite gives at most one grant: to an account, or to a seat.
-- It ends at a moment, or so long after the real end of the session.
CREATE TABLE grants (
  invite_id TEXT NOT NULL PRIMARY KEY REFERENCES invites (id),
  entry_id TEXT NOT NULL REFERENCES entries (id),
  account_id TEXT REFERENCES accounts (id),
  seat BYTEA,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'speaker', 'moderator')),
  proof TEXT NOT NULL CHECK (proof IN ('typed', 'mailed', 'code', 'verified')),
  ends_at BIGINT,
  after_session_us BIGINT,
  ended_at BIGINT,
  ended_why TEXT CHECK (ended_why IN ('left', 'revoked', 'removed', 'signed_out', 'moved')),
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  CHECK ((account_id IS NULL) <> (seat IS NULL)),
  CHECK ((ends_at IS NULL) <> (after_session_us IS NULL))
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX grants_seat ON grants (seat) WHERE seat IS NOT NULL;
CREATE INDEX grants_account ON grants (account_id, entry_id) WHERE account_id IS NOT NULL;

-- People removed from one entry, by address: no invite lets them back in.
CREATE TABLE removals (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  email TEXT NOT NULL,
  removed_at BIGINT NOT NULL,
  PRIMARY KEY (entry_id, email)
);

-- The site ---------------------------------------------------------------------------------

CREATE TABLE config (
  module TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by TEXT REFERENCES accounts (id)
);

-- Every version of a module that was ever saved: what somebody began to edit, and what
-- changed since and by whom. No saver: it was the command line.
CREATE TABLE config_versions (
  module TEXT NOT NULL,
  version BIGINT NOT NULL,
  value TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  saved_by TEXT REFERENCES accounts (id),
  PRIMARY KEY (module, version)
);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY, -- sqlite
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- postgres
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  deed TEXT NOT NULL,
  entry_id TEXT,
  subject TEXT,
  detail TEXT NOT NULL
);
CREATE INDEX audit_entry ON audit (entry_id) WHERE entry_id IS NOT NULL;

CREATE TABLE site (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
