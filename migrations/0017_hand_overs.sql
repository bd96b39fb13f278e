-- What the browser in a seat has shown for another device: keyed hashes, good for two minutes and one use.

CREATE TABLE hand_overs (
  mac BYTEA NOT NULL PRIMARY KEY,
  invite_id TEXT NOT NULL,
  seat BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX hand_overs_invite ON hand_overs (invite_id);
CREATE INDEX hand_overs_age ON hand_overs (expires_at);
