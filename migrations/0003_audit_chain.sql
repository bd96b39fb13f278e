-- The audit: from which network, and the member it was done to. Neither is filled in for rows
-- written before.

ALTER TABLE audit ADD COLUMN network TEXT;
ALTER TABLE audit ADD COLUMN person TEXT;

-- What is looked for, newest first. Entering by an invite writes the entry's alone: a guest is no
-- account, and `entered` is in no list of deeds that are seldom.
CREATE INDEX audit_actor ON audit (actor) -- sqlite
CREATE INDEX audit_actor ON audit (actor, id) -- postgres
  WHERE substr(actor, 1, 8) = 'account:';
CREATE INDEX audit_person ON audit (person) -- sqlite
CREATE INDEX audit_person ON audit (person, id) -- postgres
  WHERE person IS NOT NULL;
CREATE INDEX audit_deed ON audit (deed) -- sqlite
CREATE INDEX audit_deed ON audit (deed, id) -- postgres
  WHERE deed <> 'entered';
-- SQLite's has the id in it anyway.
DROP INDEX audit_entry; -- postgres
CREATE INDEX audit_entry ON audit (entry_id, id) WHERE entry_id IS NOT NULL; -- postgres

-- The chain over the rows: a seal holds a keyed mark of each row since the seal before, and a
-- keyed hash over all that and the seal before.
CREATE TABLE audit_seals (
  number BIGINT NOT NULL PRIMARY KEY,
  last_id BIGINT NOT NULL,
  sealed_at BIGINT NOT NULL,
  marks BYTEA NOT NULL,
  mac BYTEA NOT NULL
);
