-- Many invites that something is done to at once: looked at, then done in parts, each in one
-- transaction, so that a part is done wholly or not at all. `next_part` is the first that is still to
-- be done. Forgotten after some days.

CREATE TABLE invite_batches (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  -- What is done, as JSON.
  task TEXT NOT NULL,
  -- What was pasted or sent; empty for what is done to invites that are there.
  content TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('looked', 'working', 'done')),
  people BIGINT NOT NULL,
  parts BIGINT NOT NULL,
  next_part BIGINT NOT NULL DEFAULT 0,
  -- How many rows come, or came, to what, as JSON.
  counts TEXT NOT NULL,
  -- Until when it waits, if it does.
  waits_until BIGINT,
  created_at BIGINT NOT NULL,
  begun_at BIGINT,
  done_at BIGINT
);
CREATE INDEX invite_batches_entry ON invite_batches (entry_id, id);
CREATE INDEX invite_batches_age ON invite_batches (created_at);

-- A hundred rows or fewer, as JSON.
CREATE TABLE invite_batch_parts (
  batch_id TEXT NOT NULL REFERENCES invite_batches (id),
  number BIGINT NOT NULL,
  people TEXT NOT NULL,
  PRIMARY KEY (batch_id, number)
);

-- Whose invite was revoked; no redemption writes it.
CREATE INDEX invites_revoked ON invites (entry_id, email) WHERE revoked_at IS NOT NULL;
