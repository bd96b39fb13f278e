-- The language in which somebody reads the hub, where they chose one.

ALTER TABLE accounts ADD COLUMN lang TEXT;
