-- Whether an incident counts for a storm: 0 once it ended without asking the gates whether it may act.
ALTER TABLE incident ADD COLUMN asks INTEGER NOT NULL DEFAULT 1;

CREATE INDEX incident_that_asks ON incident (number) WHERE asks = 1;
