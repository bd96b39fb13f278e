-- Who somebody is to an OpenID Connect provider. An account belongs to (issuer, subject), whatever
-- is said of an address. `shown` is what the provider calls them.

CREATE TABLE identities (
  id TEXT NOT NULL PRIMARY KEY,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  shown TEXT NOT NULL,
  site_admin_given BIGINT NOT NULL DEFAULT 0 CHECK (site_admin_given IN (0, 1)),
  linked_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE UNIQUE INDEX identities_subject ON identities (issuer, subject);
CREATE INDEX identities_account ON identities (account_id);

-- Groups that an identity gave, and takes again when its provider gives them no more. Who is in a
-- group by an administrator's hand has no row here.
CREATE TABLE identity_groups (
  identity_id TEXT NOT NULL REFERENCES identities (id),
  group_id TEXT NOT NULL REFERENCES groups (id),
  PRIMARY KEY (identity_id, group_id)
);
CREATE INDEX identity_groups_group ON identity_groups (group_id);

-- Sign-ins that were finished, until nobody could finish them anyway: each once.
CREATE TABLE openid_spent (
  mark BYTEA NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX openid_spent_expiry ON openid_spent (expires_at);
