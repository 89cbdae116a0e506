-- The responders that share a ledger. A file is one responder's alone, so that here none is ever listed.
CREATE TABLE replica (
  number INTEGER PRIMARY KEY,
  spool TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT;

-- In whose spool a file lies; empty where there is but one.
ALTER TABLE artefact ADD COLUMN holder TEXT NOT NULL DEFAULT '';
