-- What evidence is still to be read, in whose spool it lies, and what was found in it.
CREATE TABLE triage (
  incident TEXT PRIMARY KEY REFERENCES incident (id),
  holder TEXT NOT NULL,
  findings TEXT NOT NULL DEFAULT '[]',
  finished INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX triage_unread ON triage (incident) WHERE finished = 0;
