-- Proofs over mail: somebody shows that they read an address, by a code that they type or a link
-- that they open. What was typed stands in `sealed`, encrypted under the key file, since it may be
-- the address of somebody who is nobody here. Codes and links are keyed hashes; there are none
-- until the letter is written, and never for an address that has nobody.

CREATE TABLE proofs (
  id TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  -- Whose it is: who asked while signed in, else who was found to have the address.
  account_id TEXT REFERENCES accounts (id),
  -- What else it is about, for purposes that need it.
  subject TEXT,
  browser BYTEA NOT NULL,
  sealed BYTEA NOT NULL,
  code_mac BYTEA,
  link_mac BYTEA,
  tries BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  spent_at BIGINT
);
CREATE UNIQUE INDEX proofs_link ON proofs (link_mac) WHERE link_mac IS NOT NULL;
CREATE INDEX proofs_browser ON proofs (browser, purpose);
CREATE INDEX proofs_account ON proofs (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX proofs_age ON proofs (expires_at);

-- The proof that a mail carries the code or the link of.
ALTER TABLE mails ADD COLUMN proof_id TEXT;
-- What an address got lately, by kind.
DROP INDEX mails_email;
DROP INDEX mails_account;
CREATE INDEX mails_email ON mails (email, kind, created_at);
CREATE INDEX mails_account ON mails (account_id, kind, created_at) WHERE account_id IS NOT NULL;
