-- Quizzes: an entry of the kind `quiz` has rules and questions. The questions are stored as wordings: an attempt goes on
-- with those it began with, whatever the owner writes meanwhile. The row of a quiz stays when its entry is made a plain
-- film again, and so do the attempts.

CREATE TABLE quizzes (
  entry_id TEXT NOT NULL PRIMARY KEY REFERENCES entries (id),
  -- Which questions are asked now.
  version BIGINT NOT NULL,
  welcome TEXT NOT NULL DEFAULT '',
  -- NULL for as many attempts as somebody likes.
  attempts BIGINT,
  all_required BIGINT NOT NULL CHECK (all_required IN (0, 1)),
  may_change BIGINT NOT NULL CHECK (may_change IN (0, 1)),
  may_skip BIGINT NOT NULL CHECK (may_skip IN (0, 1)),
  may_seek BIGINT NOT NULL CHECK (may_seek IN (0, 1)),
  pretest BIGINT NOT NULL CHECK (pretest IN (0, 1)),
  reveal TEXT NOT NULL CHECK (reveal IN ('never', 'after_submit', 'after_last')),
  kept TEXT NOT NULL CHECK (kept IN ('highest', 'latest', 'average', 'first')),
  made_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- The questions as they were, as JSON. A version that nobody began with goes when it is written over.
CREATE TABLE quiz_versions (
  entry_id TEXT NOT NULL REFERENCES quizzes (entry_id),
  version BIGINT NOT NULL,
  questions TEXT NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (entry_id, version)
);

-- `person` is who takes it, as in `attendance`: the id of an account, of a guest's invite, or of a guest by a guest link.
-- Points are hundredths.
CREATE TABLE quiz_attempts (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES quizzes (entry_id),
  person TEXT NOT NULL,
  sort TEXT NOT NULL CHECK (sort IN ('account', 'invite', 'guest')),
  number BIGINT NOT NULL,
  version BIGINT NOT NULL,
  begun_at BIGINT NOT NULL,
  submitted_at BIGINT,
  reached BIGINT NOT NULL DEFAULT 0,
  possible BIGINT NOT NULL DEFAULT 0,
  unread BIGINT NOT NULL DEFAULT 0,
  UNIQUE (entry_id, person, number)
);
CREATE INDEX quiz_attempts_person ON quiz_attempts (person);
CREATE INDEX quiz_attempts_version ON quiz_attempts (entry_id, version);

-- What was answered, as JSON, and the points that somebody gave by hand.
CREATE TABLE quiz_answers (
  attempt_id TEXT NOT NULL REFERENCES quiz_attempts (id),
  question_id TEXT NOT NULL,
  answer TEXT NOT NULL,
  answered_at BIGINT NOT NULL,
  by_hand BIGINT,
  PRIMARY KEY (attempt_id, question_id)
)
WITHOUT ROWID -- sqlite
;
