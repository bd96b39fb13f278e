-- What is made of a film beside what plays at once: renditions of several sizes for players that
-- choose among them, a sheet of small pictures, a waveform. Each is one immutable object.

CREATE TABLE renditions (
  blob_id TEXT NOT NULL PRIMARY KEY REFERENCES blobs (id),
  entry_id TEXT NOT NULL REFERENCES entries (id),
  sort TEXT NOT NULL CHECK (sort IN ('rung', 'sound', 'sheet', 'wave')),
  -- Pixels; of a sheet those of one picture; nothing for sound.
  width BIGINT NOT NULL DEFAULT 0,
  height BIGINT NOT NULL DEFAULT 0,
  -- Frames in a thousand seconds.
  pace BIGINT NOT NULL DEFAULT 0,
  -- Bits per second: at most, and on the whole.
  most_bits BIGINT NOT NULL DEFAULT 0,
  mean_bits BIGINT NOT NULL DEFAULT 0,
  codecs TEXT NOT NULL DEFAULT '',
  -- Where its segments lie; of a sheet, how its pictures do.
  parts TEXT NOT NULL DEFAULT ''
);
CREATE INDEX renditions_entry ON renditions (entry_id);

-- How far they are; nothing while nobody has asked for them. The last two are for the preparation, too.
ALTER TABLE entries ADD COLUMN ladder TEXT CHECK (ladder IN ('making', 'made', 'failed', 'cancelled'));
ALTER TABLE entries ADD COLUMN ladder_percent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN ladder_failure TEXT;
ALTER TABLE entries ADD COLUMN seconds_left BIGINT;
-- What was there before there were ladders, until it has one.
CREATE INDEX entries_without_ladder ON entries (id)
  WHERE ladder IS NULL AND state = 'ready' AND trashed_at IS NULL AND kind IN ('video', 'audio', 'quiz', 'simulive');
