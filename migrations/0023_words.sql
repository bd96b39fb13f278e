-- Which caption track is shown from the beginning: one of an entry's at most.
ALTER TABLE captions ADD COLUMN standard BIGINT NOT NULL DEFAULT 0 CHECK (standard IN (0, 1));

-- The parts of a film: each lasts until the next one begins. `at_ms` is milliseconds of the film.
CREATE TABLE chapters (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  at_ms BIGINT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (entry_id, at_ms)
)
WITHOUT ROWID -- sqlite
;

-- What an entry is found by: the words of its title, description and tags (source 'text'), and of each of its
-- caption tracks (source: the track), in lower case and without marks.
CREATE TABLE entry_terms (
  owner_id TEXT NOT NULL REFERENCES accounts (id),
  term TEXT NOT NULL,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  source TEXT NOT NULL,
  PRIMARY KEY (owner_id, term, entry_id, source)
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX entry_terms_term ON entry_terms (term, entry_id);
CREATE INDEX entry_terms_entry ON entry_terms (entry_id, term);

-- Whether an entry's words were written: those from before are caught up with.
ALTER TABLE entries ADD COLUMN worded BIGINT NOT NULL DEFAULT 0 CHECK (worded IN (0, 1));
CREATE INDEX entries_wordless ON entries (id) WHERE worded = 0;

-- The orders that lists come in, beside the newest first.
CREATE INDEX entries_owner_title ON entries (owner_id, lower(title), id) WHERE trashed_at IS NULL;
CREATE INDEX entries_owner_plays ON entries (owner_id, plays, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_owner_updated ON entries (owner_id, updated_at, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_gallery_title ON entries (lower(title), id)
  WHERE publish = 'published' AND state = 'ready' AND trashed_at IS NULL;
CREATE INDEX entries_gallery_plays ON entries (plays, id)
  WHERE publish = 'published' AND state = 'ready' AND trashed_at IS NULL;
CREATE INDEX entries_gallery_updated ON entries (updated_at, id)
  WHERE publish = 'published' AND state = 'ready' AND trashed_at IS NULL;
