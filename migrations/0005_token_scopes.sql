-- What a token is for (names of scopes between spaces; without: all there are) and about when it
-- was used last.

ALTER TABLE api_tokens ADD COLUMN scopes TEXT;
ALTER TABLE api_tokens ADD COLUMN last_used_at BIGINT;
CREATE INDEX api_tokens_account ON api_tokens (account_id, id);
