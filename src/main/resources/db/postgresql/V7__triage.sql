-- As version 7 of db/sqlite.
CREATE TABLE triage (
  incident TEXT PRIMARY KEY REFERENCES incident (id),
  holder TEXT NOT NULL,
  findings TEXT NOT NULL DEFAULT '[]',
  finished INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX triage_unread ON triage (incident) WHERE finished = 0;
