-- Guest links: for whoever has one. Limits are copied into a link when it is made or renewed; `days` is
-- what its end is counted from again. `came` counts everybody whom it ever let in.

-- The one switch of an entry.
ALTER TABLE entries ADD COLUMN guest_access BIGINT NOT NULL DEFAULT 1 CHECK (guest_access IN (0, 1));

CREATE TABLE guest_links (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  maker_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  uses_allowed BIGINT NOT NULL CHECK (uses_allowed = -1 OR uses_allowed >= 1),
  uses_spent BIGINT NOT NULL DEFAULT 0,
  came BIGINT NOT NULL DEFAULT 0,
  days BIGINT CHECK (days >= 1),
  ends_at BIGINT,
  created_at BIGINT NOT NULL,
  renewed_at BIGINT,
  deleted_at BIGINT,
  CHECK (uses_spent >= 0 AND (uses_allowed = -1 OR uses_spent <= uses_allowed))
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX guest_links_entry ON guest_links (entry_id, id);
CREATE INDEX guest_links_maker ON guest_links (maker_id, id) WHERE deleted_at IS NULL;

-- The secrets of the links: one living each; the dead are remembered.
CREATE TABLE guest_link_secrets (
  mac BYTEA NOT NULL PRIMARY KEY,
  link_id TEXT NOT NULL REFERENCES guest_links (id),
  created_at BIGINT NOT NULL,
  replaced_at BIGINT
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX guest_link_secrets_link ON guest_link_secrets (link_id);

-- Who came: what they said of themselves, which nobody verified, and the grant that lets their browser in
-- as a viewer of this entry.
CREATE TABLE guests (
  id TEXT NOT NULL PRIMARY KEY,
  link_id TEXT NOT NULL REFERENCES guest_links (id),
  entry_id TEXT NOT NULL REFERENCES entries (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  seat BYTEA NOT NULL,
  seat_key BYTEA,
  ends_at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_why TEXT CHECK (ended_why IN ('left', 'ended', 'signed_out')),
  created_at BIGINT NOT NULL
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX guests_seat ON guests (seat);
CREATE INDEX guests_entry ON guests (entry_id, id);
CREATE INDEX guests_inside ON guests (entry_id, ends_at) WHERE ended_at IS NULL;
CREATE INDEX guests_link ON guests (link_id);
CREATE INDEX guests_age ON guests (ends_at);
