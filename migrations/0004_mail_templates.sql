-- Mail templates that administrators wrote. Without content: the shipped one of that name, or
-- none any more; the row stays, so that a version is never given out twice.

CREATE TABLE mail_templates (
  name TEXT NOT NULL PRIMARY KEY,
  content TEXT,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by TEXT REFERENCES accounts (id)
);

-- Every version that was ever saved: what somebody began to edit, and what changed since and
-- by whom. No saver: it was the command line.
CREATE TABLE mail_template_versions (
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  content TEXT,
  saved_at BIGINT NOT NULL,
  saved_by TEXT REFERENCES accounts (id),
  PRIMARY KEY (name, version)
);
