-- As version 6 of db/sqlite, where it is said what these are for.
CREATE TABLE notifier (
  name TEXT PRIMARY KEY
);

INSERT INTO notifier (name) VALUES ('slack');

ALTER TABLE outbox ADD COLUMN notifier TEXT NOT NULL DEFAULT 'slack';
ALTER TABLE outbox ALTER COLUMN notifier DROP DEFAULT;
ALTER TABLE outbox ADD COLUMN postings TEXT NOT NULL DEFAULT '[]';
ALTER TABLE outbox ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN repeated_at TEXT COLLATE "C";
UPDATE outbox SET postings =
  json_build_array(json_build_object('channel', '', 'place', channel, 'message', message))::text
WHERE channel IS NOT NULL;
ALTER TABLE outbox DROP COLUMN channel;
ALTER TABLE outbox DROP COLUMN message;
ALTER TABLE outbox DROP CONSTRAINT outbox_pkey;
ALTER TABLE outbox ADD PRIMARY KEY (incident, notifier);

DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (notifier, changed_at) WHERE told < version;
