-- The audit: what happened to each incident, written with the change that it tells. Each entry's hash is that of the
-- entry before it and of its own text; it outlives what it tells of, so it refers to no other table.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  incident TEXT NOT NULL,
  what TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- INSERT OR REPLACE deletes without asking the trigger of a DELETE, so a number that is there is refused here.
CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
  WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
BEGIN
  SELECT RAISE(ABORT, 'the audit only grows, at its end');
END;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is not changed');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is not deleted');
END;
