-- POSTs of the API that carried a key, and what was answered, sealed under the key file: kept for a
-- day. Without an answer it is being done.

CREATE TABLE idempotency (
  id BYTEA NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  asked BYTEA NOT NULL,
  sealed BYTEA,
  created_at BIGINT NOT NULL,
  answered_at BIGINT
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX idempotency_age ON idempotency (created_at);
CREATE INDEX idempotency_account ON idempotency (account_id, created_at);
