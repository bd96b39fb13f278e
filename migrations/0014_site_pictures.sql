-- Pictures of the site itself: its logo. A row stays when the picture is taken away, without bytes, so that a
-- version is never given out twice.

CREATE TABLE site_pictures (
  purpose TEXT NOT NULL PRIMARY KEY CHECK (purpose IN ('logo')),
  version BIGINT NOT NULL,
  digest TEXT,
  media_type TEXT,
  width BIGINT,
  height BIGINT,
  alt TEXT NOT NULL DEFAULT '',
  bytes BYTEA,
  saved_at BIGINT NOT NULL,
  saved_by TEXT REFERENCES accounts (id)
);
