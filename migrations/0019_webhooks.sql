-- Webhooks: other programs that are told what happens. The secret that both know is sealed under the key
-- file. Nothing is written by what happens itself: a follower of the audit makes deliveries of it.

CREATE TABLE webhooks (
  id TEXT NOT NULL PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  events TEXT NOT NULL,
  with_people BIGINT NOT NULL DEFAULT 0 CHECK (with_people IN (0, 1)),
  secret BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  failing_since BIGINT,
  disabled_at BIGINT,
  disabled_why TEXT CHECK (disabled_why IN ('hand', 'failing')),
  CHECK ((disabled_at IS NULL) = (disabled_why IS NULL))
);

-- What is sent, and what became of it. `number` is the place in the line: the deed's, ten times. `about` is the
-- invite or the guest that the body may name.
CREATE TABLE webhook_deliveries (
  id TEXT NOT NULL PRIMARY KEY,
  webhook_id TEXT NOT NULL REFERENCES webhooks (id),
  event TEXT NOT NULL,
  number BIGINT NOT NULL,
  body TEXT NOT NULL,
  about TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'cancelled')),
  tries BIGINT NOT NULL DEFAULT 0,
  status BIGINT,
  trouble TEXT,
  answer TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  queued_at BIGINT NOT NULL,
  tried_at BIGINT,
  ended_at BIGINT
);
CREATE INDEX webhook_deliveries_log ON webhook_deliveries (webhook_id, created_at, number);
CREATE INDEX webhook_deliveries_line ON webhook_deliveries (webhook_id, queued_at, number) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_about ON webhook_deliveries (about) WHERE about IS NOT NULL;
CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at);

-- Each webhook has one line, whoever begins it: what happened first is sent first.
CREATE UNIQUE INDEX jobs_webhook ON jobs (payload) WHERE kind = 'webhook' AND state IN ('waiting', 'running');
