-- Mail and what became of it. What is to be said stands in `sealed`, encrypted under the key
-- file, until it was said: a link is readable nowhere else. `queued_at` is when it began to wait,
-- `words` what the mail server, or the machine, answered last.

CREATE TABLE mails (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  invite_id TEXT,
  account_id TEXT,
  email TEXT NOT NULL,
  written TEXT NOT NULL,
  name TEXT NOT NULL,
  secret_mac BYTEA,
  sealed BYTEA,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'refused', 'cancelled', 'failed')),
  why TEXT,
  words TEXT NOT NULL DEFAULT '',
  tries BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  queued_at BIGINT NOT NULL,
  tried_at BIGINT,
  ended_at BIGINT
);
CREATE INDEX mails_state ON mails (state, id);
CREATE INDEX mails_invite ON mails (invite_id, id) WHERE invite_id IS NOT NULL;
-- How much mail an address got lately, and a member caused.
CREATE INDEX mails_email ON mails (email, created_at);
CREATE INDEX mails_account ON mails (account_id, created_at) WHERE account_id IS NOT NULL;

-- What the console lists beside mail: jobs that are not done.
CREATE INDEX jobs_open ON jobs (id) WHERE kind <> 'mail' AND state <> 'done';
