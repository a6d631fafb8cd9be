-- What a data officer wants to be told: a dataset was assessed for the first time, came to another
-- organisation, another score or other outcomes, or other things are found in it. Numbered in order, so
-- that a feed shows only what is new. Findings that ask for nothing are left out.
CREATE TABLE quality_event (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset         INTEGER NOT NULL REFERENCES dataset (id),
    source          TEXT    NOT NULL,
    organisation    TEXT,
    at              INTEGER NOT NULL,
    points          INTEGER NOT NULL,
    outcomes        TEXT    NOT NULL,
    -- NULL if it is the first assessment.
    points_before   INTEGER,
    outcomes_before TEXT,
    -- What is found now and was not before, and the other way round: JSON arrays of findings.
    found           TEXT    NOT NULL,
    mended          TEXT    NOT NULL
) STRICT;
CREATE INDEX quality_event_of_organisation ON quality_event (organisation, id) WHERE organisation IS NOT NULL;
CREATE INDEX quality_event_of_source ON quality_event (source, id);

-- Datasets assessed before there were events begin with how they stand.
INSERT INTO quality_event (dataset, source, organisation, at, points, outcomes, found, mended)
SELECT dataset, source, organisation, at, points, outcomes, '[]', '[]' FROM quality ORDER BY at, dataset;
