-- Who was here, and how much they watched: one row for each person and entry. `person` is the id of an
-- account, of a guest's invite, or of a guest by a guest link. Times of a film are tenths of a second.

CREATE TABLE attendance (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  person TEXT NOT NULL,
  sort TEXT NOT NULL CHECK (sort IN ('account', 'invite', 'guest')),
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  -- How long they were here, and the spans of it that may still grow together, in seconds since 1970.
  present BIGINT NOT NULL DEFAULT 0,
  here TEXT NOT NULL DEFAULT '',
  -- Which parts were watched, and what they come to in percent; nothing for what does not play.
  watched TEXT NOT NULL DEFAULT '',
  percent BIGINT,
  place BIGINT,
  PRIMARY KEY (entry_id, person)
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX attendance_person ON attendance (person);

-- Since when nobody knows any more who was invited, and why: a guest's data go some time after the last of what
-- they held, or when they ask. The row stays, with no name and an address that is none.
ALTER TABLE invites ADD COLUMN forgotten_at BIGINT;
ALTER TABLE invites ADD COLUMN forgotten_why TEXT CHECK (forgotten_why IN ('time', 'asked'));
