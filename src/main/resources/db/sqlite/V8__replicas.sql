-- The responders that share a ledger. A file is one responder's alone, so that here none is ever listed.
CREATE TABLE replica (
  number INTEGER PRIMARY KEY,
  spool TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT;

-- In whose spool a file lies; empty where there is but one.
ALTER TABLE artefact ADD COLUMN holder TEXT NOT NULL DEFAULT '';

-- Namespaces take turns: a storm in one must not keep the others waiting.
ALTER TABLE incident ADD COLUMN namespace TEXT NOT NULL DEFAULT '?';
DROP INDEX incident_due;
CREATE INDEX incident_due ON incident (namespace, due_at, number) WHERE stage <> 'CLOSED' AND claimed = 0;
