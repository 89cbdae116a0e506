-- Who tells people: the notifiers of the configuration. The first is there from the beginning.
CREATE TABLE notifier (
  name TEXT PRIMARY KEY
) STRICT;

INSERT INTO notifier (name) VALUES ('slack');

-- What each notifier has still to tell of each incident: told is the version that its readers have seen, postings
-- is where its messages are and what their threads hold, repeats how often the alert came again since.
CREATE TABLE outbox_of_notifier (
  incident TEXT NOT NULL REFERENCES incident (id),
  notifier TEXT NOT NULL,
  version INTEGER NOT NULL,
  told INTEGER NOT NULL DEFAULT 0,
  changed_at TEXT NOT NULL,
  postings TEXT NOT NULL DEFAULT '[]',
  repeats INTEGER NOT NULL DEFAULT 0,
  repeated_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  retry_at TEXT,
  PRIMARY KEY (incident, notifier)
) STRICT;

-- Which channel of the configuration an older message was meant for is not known: its name is empty.
INSERT INTO outbox_of_notifier
  (incident, notifier, version, told, changed_at, postings, attempts, failure, retry_at)
SELECT incident, 'slack', version, told, changed_at,
  CASE WHEN channel IS NULL THEN '[]'
    ELSE json_array(json_object('channel', '', 'place', channel, 'message', message)) END,
  attempts, failure, retry_at
FROM outbox;

DROP TABLE outbox;
ALTER TABLE outbox_of_notifier RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (notifier, changed_at) WHERE told < version;
