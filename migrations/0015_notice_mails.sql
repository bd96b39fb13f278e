-- How somebody wants to be told of each kind of thing; nothing is the hub's way. Before there was
-- one kind, whose way stands in accounts.notices.
CREATE TABLE notice_ways (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL,
  way TEXT NOT NULL,
  PRIMARY KEY (account_id, kind)
);
INSERT INTO notice_ways (account_id, kind, way)
  SELECT id, 'joined', notices FROM accounts WHERE notices IS NOT NULL;

-- What is to be told by mail and was not yet: how many people it was, and the last of them by name.
CREATE TABLE notice_news (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  who TEXT NOT NULL,
  people BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account_id, kind, entry_id)
);
CREATE INDEX notice_news_account ON notice_news (account_id, at);
CREATE INDEX notice_news_entry ON notice_news (entry_id);

-- When somebody's next mail of them is written, if one is to be, and when the last one was.
CREATE TABLE notice_mails (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  due_at BIGINT,
  written_at BIGINT
);
