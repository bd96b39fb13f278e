-- What happened to somebody's media and is told to them: how many people it was since they last
-- looked, and the last of them by name.

CREATE TABLE notices (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  who TEXT NOT NULL,
  people BIGINT NOT NULL,
  at BIGINT NOT NULL,
  read_at BIGINT
);
CREATE INDEX notices_account ON notices (account_id, at);
CREATE INDEX notices_entry ON notices (entry_id);
CREATE INDEX notices_age ON notices (at);
-- What is not read yet is one row for each kind and entry, however many came.
CREATE UNIQUE INDEX notices_unread ON notices (account_id, kind, entry_id) WHERE read_at IS NULL;

-- How somebody wants to be told; nothing is the hub's way.
ALTER TABLE accounts ADD COLUMN notices TEXT;
