-- For whom a key was granted: the grant outlives a crash between it and the message.
ALTER TABLE said ADD COLUMN incident TEXT;

-- When an artefact was put on record; empty for those of version 1.
ALTER TABLE artefact ADD COLUMN recorded_at TEXT;

CREATE INDEX incident_of_workload ON incident (workload);
