-- The tables of db/sqlite, as its newest version has them; what they are for is said there.
-- Instants are text in ISO-8601 with nine decimals, in the order of their bytes.

CREATE TABLE alert (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  starts_at TEXT COLLATE "C" NOT NULL,
  status TEXT NOT NULL,
  received_at TEXT COLLATE "C" NOT NULL,
  alert TEXT NOT NULL,
  UNIQUE (fingerprint, starts_at, status)
);

CREATE TABLE quarantine (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at TEXT COLLATE "C" NOT NULL,
  text TEXT NOT NULL,
  reason TEXT NOT NULL
);

CREATE TABLE firing (
  fingerprint TEXT PRIMARY KEY,
  since TEXT COLLATE "C" NOT NULL,
  last_seen TEXT COLLATE "C" NOT NULL
);

CREATE TABLE incident (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  alert BIGINT NOT NULL UNIQUE REFERENCES alert (number),
  rule TEXT NOT NULL,
  namespace TEXT COLLATE "C" NOT NULL,
  received_at TEXT COLLATE "C" NOT NULL,
  resolved_at TEXT COLLATE "C",
  stage TEXT NOT NULL,
  due_at TEXT COLLATE "C" NOT NULL,
  deferred INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  progress TEXT NOT NULL,
  workload TEXT,
  pod_uid TEXT,
  container_id TEXT,
  target TEXT,
  epoch BIGINT NOT NULL DEFAULT 0,
  claimed BIGINT NOT NULL DEFAULT 0,
  asks INTEGER NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX one_active_incident_per_container ON incident (pod_uid, container_id)
  WHERE stage <> 'CLOSED' AND pod_uid IS NOT NULL;
CREATE INDEX incident_open ON incident (number) WHERE stage <> 'CLOSED';
CREATE INDEX incident_due ON incident (namespace, due_at, number) WHERE stage <> 'CLOSED' AND claimed = 0;
CREATE INDEX incident_active ON incident (workload)
  WHERE stage IN ('ADMITTED', 'EVIDENCE_SECURED', 'POD_TERMINATED', 'RECOVERY_OBSERVED');
CREATE INDEX incident_of_workload ON incident (workload);
CREATE INDEX incident_that_asks ON incident (number) WHERE asks = 1;
CREATE INDEX incident_claimed ON incident (claimed) WHERE claimed <> 0;

CREATE TABLE step (
  incident TEXT NOT NULL REFERENCES incident (id),
  name TEXT NOT NULL,
  begun_at TEXT COLLATE "C" NOT NULL,
  ended_at TEXT COLLATE "C",
  PRIMARY KEY (incident, name)
);

CREATE TABLE termination (
  pod_uid TEXT PRIMARY KEY,
  incident TEXT NOT NULL REFERENCES incident (id),
  workload TEXT NOT NULL,
  namespace TEXT NOT NULL,
  reserved_at TEXT COLLATE "C" NOT NULL
);

CREATE INDEX termination_of_workload ON termination (workload, reserved_at);
CREATE INDEX termination_of_namespace ON termination (namespace, reserved_at);
CREATE INDEX termination_by_time ON termination (reserved_at);

CREATE TABLE artefact (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident TEXT NOT NULL REFERENCES incident (id),
  file_name TEXT NOT NULL,
  state TEXT NOT NULL,
  bytes BIGINT NOT NULL DEFAULT 0,
  sha256 TEXT NOT NULL DEFAULT '',
  artefact TEXT NOT NULL,
  upload_session TEXT,
  upload_attempts INTEGER NOT NULL DEFAULT 0,
  upload_failure TEXT,
  retry_at TEXT COLLATE "C",
  recorded_at TEXT COLLATE "C",
  holder TEXT NOT NULL,
  UNIQUE (incident, file_name)
);

CREATE INDEX artefact_to_upload ON artefact (number) WHERE state = 'VERIFIED';

CREATE TABLE outbox (
  incident TEXT PRIMARY KEY REFERENCES incident (id),
  version BIGINT NOT NULL,
  told BIGINT NOT NULL DEFAULT 0,
  changed_at TEXT COLLATE "C" NOT NULL,
  channel TEXT,
  message TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  retry_at TEXT COLLATE "C"
);

CREATE INDEX outbox_due ON outbox (changed_at) WHERE told < version;

CREATE TABLE said (
  key TEXT PRIMARY KEY,
  said_at TEXT COLLATE "C" NOT NULL,
  incident TEXT
);

CREATE TABLE probe (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  writes BIGINT NOT NULL
);

CREATE TABLE approval (
  incident TEXT PRIMARY KEY REFERENCES incident (id),
  namespace TEXT NOT NULL,
  pod TEXT NOT NULL,
  pod_uid TEXT NOT NULL,
  container TEXT NOT NULL,
  container_id TEXT NOT NULL,
  question TEXT NOT NULL,
  asked_at TEXT COLLATE "C" NOT NULL,
  expires_at TEXT COLLATE "C" NOT NULL,
  decision TEXT,
  decided_by TEXT,
  decided_at TEXT COLLATE "C"
);

CREATE INDEX approval_open ON approval (asked_at) WHERE decision IS NULL;

CREATE TABLE pause (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  paused_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  since TEXT COLLATE "C" NOT NULL
);

CREATE TABLE heartbeat (
  name TEXT PRIMARY KEY,
  at TEXT COLLATE "C" NOT NULL
);

-- The responders that share this ledger; whoever was not seen for long is gone.
CREATE TABLE replica (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  spool TEXT NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE audit (
  number BIGINT PRIMARY KEY CHECK (number > 0),
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  incident TEXT NOT NULL,
  what TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);

CREATE FUNCTION audit_grows_at_its_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit) THEN
    RAISE EXCEPTION 'the audit only grows, at its end';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION audit_is_not_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is neither changed nor deleted';
END $$;

CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
  FOR EACH ROW EXECUTE FUNCTION audit_grows_at_its_end();
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_not_changed();
