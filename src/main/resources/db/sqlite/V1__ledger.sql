-- Instants are text in ISO-8601 with nine decimals (2026-11-21T02:45:12.000000000Z): readable, exact, and in order.
-- A column is what a statement asks for; the rest of a record is JSON, whose readers ignore what they do not know.

-- The inbox: every well-formed alert that was acknowledged.
CREATE TABLE alert (
  number INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  status TEXT NOT NULL,
  received_at TEXT NOT NULL,
  alert TEXT NOT NULL,
  UNIQUE (fingerprint, starts_at, status)
) STRICT;

-- What came in and is no alert.
CREATE TABLE quarantine (
  number INTEGER PRIMARY KEY,
  received_at TEXT NOT NULL,
  text TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- Since when each fingerprint fires, for alerts that do not say.
CREATE TABLE firing (
  fingerprint TEXT PRIMARY KEY,
  since TEXT NOT NULL,
  last_seen TEXT NOT NULL
) STRICT;

-- resolved_at belongs to the inbox, due_at to both; what a worker saves never touches resolved_at.
CREATE TABLE incident (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  alert INTEGER NOT NULL UNIQUE REFERENCES alert (number),
  rule TEXT NOT NULL,
  received_at TEXT NOT NULL,
  resolved_at TEXT,
  stage TEXT NOT NULL,
  due_at TEXT NOT NULL,
  deferred INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  progress TEXT NOT NULL,
  workload TEXT,
  pod_uid TEXT,
  container_id TEXT,
  target TEXT,
  epoch INTEGER NOT NULL DEFAULT 0,
  claimed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX one_active_incident_per_container ON incident (pod_uid, container_id)
  WHERE stage <> 'CLOSED' AND pod_uid IS NOT NULL;
CREATE INDEX incident_open ON incident (number) WHERE stage <> 'CLOSED';
CREATE INDEX incident_due ON incident (due_at, number) WHERE stage <> 'CLOSED' AND claimed = 0;
CREATE INDEX incident_active ON incident (workload)
  WHERE stage IN ('ADMITTED', 'EVIDENCE_SECURED', 'POD_TERMINATED', 'RECOVERY_OBSERVED');

-- The latest run of each step: an intent, and when its result was written.
CREATE TABLE step (
  incident TEXT NOT NULL REFERENCES incident (id),
  name TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (incident, name)
) STRICT;

-- The facts of the budget. One row for each pod UID, for ever.
CREATE TABLE termination (
  pod_uid TEXT PRIMARY KEY,
  incident TEXT NOT NULL REFERENCES incident (id),
  workload TEXT NOT NULL,
  reserved_at TEXT NOT NULL
) STRICT;

CREATE INDEX termination_of_workload ON termination (workload, reserved_at);

CREATE TABLE artefact (
  number INTEGER PRIMARY KEY,
  incident TEXT NOT NULL REFERENCES incident (id),
  file_name TEXT NOT NULL,
  state TEXT NOT NULL,
  bytes INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT NOT NULL DEFAULT '',
  artefact TEXT NOT NULL,
  upload_session TEXT,
  upload_attempts INTEGER NOT NULL DEFAULT 0,
  upload_failure TEXT,
  retry_at TEXT,
  UNIQUE (incident, file_name)
) STRICT;

CREATE INDEX artefact_to_upload ON artefact (number) WHERE state = 'VERIFIED';

-- One message for each incident: told is the version that people have seen.
CREATE TABLE outbox (
  incident TEXT PRIMARY KEY REFERENCES incident (id),
  version INTEGER NOT NULL,
  told INTEGER NOT NULL DEFAULT 0,
  changed_at TEXT NOT NULL,
  channel TEXT,
  message TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  retry_at TEXT
) STRICT;

CREATE INDEX outbox_due ON outbox (changed_at) WHERE told < version;

CREATE TABLE said (
  key TEXT PRIMARY KEY,
  said_at TEXT NOT NULL
) STRICT;

-- Written and read back by the health check.
CREATE TABLE probe (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  writes INTEGER NOT NULL
) STRICT;
