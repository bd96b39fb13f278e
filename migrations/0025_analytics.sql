-- How an entry was watched. The numbers are sums without a name in them, and stay when a person is forgotten; what is kept
-- of each person, so that they are counted once, stands in their row of `attendance` and goes with it.

-- On which day of the site's zone (days since 1970-01-01) they last watched something; NULL before they have.
ALTER TABLE attendance ADD COLUMN day BIGINT;
-- Which parts they watched on that day.
ALTER TABLE attendance ADD COLUMN today TEXT NOT NULL DEFAULT '';
ALTER TABLE attendance ADD COLUMN plays BIGINT NOT NULL DEFAULT 0;
-- How long they watched, in tenths of a second.
ALTER TABLE attendance ADD COLUMN watch_time BIGINT NOT NULL DEFAULT 0;
CREATE INDEX attendance_day ON attendance (entry_id, day, person) WHERE day IS NOT NULL;
-- Members are forgotten by when they were here last.
CREATE INDEX attendance_members ON attendance (last_at, entry_id, person) WHERE sort = 'account';

-- `source` is how somebody came: 'account', 'invite', the id of a guest link, or 'anyone' who is not known. `people` are those
-- who were there last on this day, `percents` the sum of what they watched of the entry; `last_at` when the last of all was there.
CREATE TABLE audience_days (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  day BIGINT NOT NULL,
  source TEXT NOT NULL,
  plays BIGINT NOT NULL DEFAULT 0,
  people BIGINT NOT NULL DEFAULT 0,
  percents BIGINT NOT NULL DEFAULT 0,
  watch_time BIGINT NOT NULL DEFAULT 0,
  last_at BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (entry_id, day, source)
)
WITHOUT ROWID -- sqlite
;

-- What it was watched on: a class, of nobody.
CREATE TABLE audience_devices (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  day BIGINT NOT NULL,
  device TEXT NOT NULL CHECK (device IN ('desktop', 'phone', 'tablet', 'tv', 'other')),
  plays BIGINT NOT NULL DEFAULT 0,
  watch_time BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (entry_id, day, device)
)
WITHOUT ROWID -- sqlite
;

-- How many watched the film on a day, and how many of them each hundredth of it: `12,12,9`.
CREATE TABLE audience_steps (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  day BIGINT NOT NULL,
  viewings BIGINT NOT NULL DEFAULT 0,
  steps TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (entry_id, day)
)
WITHOUT ROWID -- sqlite
;

-- The whole site's, by day; and each entry's by month of the site's zone (years times twelve, and the months before it in its
-- year), so that the most watched are found without adding up.
CREATE TABLE site_days (
  day BIGINT NOT NULL PRIMARY KEY,
  plays BIGINT NOT NULL DEFAULT 0,
  watch_time BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE audience_months (
  month BIGINT NOT NULL,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  plays BIGINT NOT NULL DEFAULT 0,
  watch_time BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (month, entry_id)
)
WITHOUT ROWID -- sqlite
;
CREATE INDEX audience_months_most ON audience_months (month, watch_time, plays, entry_id);
CREATE INDEX audience_months_entry ON audience_months (entry_id);
-- What is stored is added up by what it is for.
CREATE INDEX blobs_purpose ON blobs (purpose, bytes);

-- Who was there before days were kept stands on the day in UTC on which they were last; plays and where they left are not known
-- of them.
UPDATE attendance SET day = last_at / 86400000000,
  watch_time = COALESCE(percent * (SELECT e.duration_us FROM entries e WHERE e.id = attendance.entry_id) / 10000000, present * 10)
  WHERE percent IS NULL OR percent > 0;
INSERT INTO audience_days (entry_id, day, source, people, percents, watch_time, last_at)
  SELECT o.entry_id, o.day, o.source, COUNT(*), COALESCE(SUM(o.percent), 0), SUM(o.watch_time), MAX(o.last_at)
  FROM (SELECT t.entry_id, t.day, t.percent, t.watch_time, t.last_at,
               CASE WHEN t.sort = 'guest' THEN COALESCE((SELECT g.link_id FROM guests g WHERE g.id = t.person), 'anyone')
                    ELSE t.sort END AS source
        FROM attendance t WHERE t.day IS NOT NULL) o
  GROUP BY o.entry_id, o.day, o.source;
INSERT INTO site_days (day, watch_time) SELECT day, SUM(watch_time) FROM audience_days GROUP BY day;
