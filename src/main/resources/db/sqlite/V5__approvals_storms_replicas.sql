-- What people were asked, and what they said: one question for each incident, for ever, about one container.
CREATE TABLE approval (
  incident TEXT PRIMARY KEY REFERENCES incident (id),
  namespace TEXT NOT NULL,
  pod TEXT NOT NULL,
  pod_uid TEXT NOT NULL,
  container TEXT NOT NULL,
  container_id TEXT NOT NULL,
  question TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  decision TEXT,
  decided_by TEXT,
  decided_at TEXT
) STRICT;

CREATE INDEX approval_open ON approval (asked_at) WHERE decision IS NULL;

-- The kill switch that people turn by command: while its row is there, nothing acts.
CREATE TABLE pause (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  paused_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;

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

-- Whether an incident counts for a storm: 0 once it ended without asking the gates whether it may act.
ALTER TABLE incident ADD COLUMN asks INTEGER NOT NULL DEFAULT 1;

CREATE INDEX incident_that_asks ON incident (number) WHERE asks = 1;

-- When what must keep coming came last, to whichever responder: the watchdog.
CREATE TABLE heartbeat (
  name TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT;
