-- Channels and galleries: shelves on which entries stand. A gallery (category) is the site's; a channel has people with
-- a role each. Nothing of an entry hangs on a shelf: when one is deleted, its entries stay.

CREATE TABLE channels (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('channel', 'gallery')),
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  -- Who sees it, and who puts entries into it: of a channel.
  audience TEXT NOT NULL CHECK (audience IN ('everyone', 'members')),
  contributors TEXT NOT NULL CHECK (contributors IN ('everyone', 'contributors')),
  moderated BIGINT NOT NULL CHECK (moderated IN (0, 1)),
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX channels_open ON channels (kind, lower(name), id) WHERE audience = 'everyone';

CREATE TABLE channel_members (
  channel_id TEXT NOT NULL REFERENCES channels (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  role TEXT NOT NULL CHECK (role IN ('member', 'contributor', 'moderator', 'manager')),
  added_at BIGINT NOT NULL,
  PRIMARY KEY (channel_id, account_id)
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX channel_members_account ON channel_members (account_id, channel_id);
CREATE INDEX channel_members_managers ON channel_members (channel_id) WHERE role = 'manager';

-- Where an entry stands, waits, or was not taken.
CREATE TABLE channel_entries (
  channel_id TEXT NOT NULL REFERENCES channels (id),
  entry_id TEXT NOT NULL REFERENCES entries (id),
  state TEXT NOT NULL CHECK (state IN ('approved', 'waiting', 'rejected')),
  asked_by TEXT NOT NULL REFERENCES accounts (id),
  asked_at BIGINT NOT NULL,
  decided_by TEXT REFERENCES accounts (id),
  decided_at BIGINT,
  -- Why it was not taken.
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (channel_id, entry_id)
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX channel_entries_entry ON channel_entries (entry_id, channel_id);
CREATE INDEX channel_entries_stands ON channel_entries (channel_id, entry_id) WHERE state = 'approved';
CREATE INDEX channel_entries_waits ON channel_entries (channel_id, asked_at, entry_id) WHERE state = 'waiting';
CREATE INDEX channel_entries_queue ON channel_entries (asked_at, channel_id, entry_id) WHERE state = 'waiting';

-- Somebody's own lists of entries, in an order of theirs. A list gives no right to anything in it.
CREATE TABLE playlists (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  -- Whether everybody who is signed in and has its address sees it.
  shared BIGINT NOT NULL CHECK (shared IN (0, 1)),
  created_at BIGINT NOT NULL
);
CREATE INDEX playlists_owner ON playlists (owner_id, id);

CREATE TABLE playlist_entries (
  playlist_id TEXT NOT NULL REFERENCES playlists (id),
  entry_id TEXT NOT NULL REFERENCES entries (id),
  -- Higher ones come later; what lies between two means nothing.
  place BIGINT NOT NULL,
  PRIMARY KEY (playlist_id, entry_id)
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX playlist_entries_place ON playlist_entries (playlist_id, place);
CREATE INDEX playlist_entries_entry ON playlist_entries (entry_id);
