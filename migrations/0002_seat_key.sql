-- The key of the browser in a seat, as a keyed hash of its public half: made by the browser for
-- itself, never leaving it. Without one (no script, no IndexedDB) the seat is known by its cookie.

ALTER TABLE invites ADD COLUMN seat_key BYTEA;
ALTER TABLE grants ADD COLUMN seat_key BYTEA;
ALTER TABLE sessions ADD COLUMN seat_key BYTEA;
