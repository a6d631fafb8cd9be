-- Quality: what each published dataset is worth by the Metadata Quality Assessment, and what that
-- adds up to. Everything here can be computed again from versions and links.

-- One row per published dataset that was assessed.
CREATE TABLE quality (
    dataset         INTEGER PRIMARY KEY REFERENCES dataset (id),
    source          TEXT    NOT NULL,
    -- The organisation of the region it counts for.
    organisation    TEXT,
    at              INTEGER NOT NULL,
    points          INTEGER NOT NULL,
    possible        INTEGER NOT NULL,
    unasked         INTEGER NOT NULL,
    -- One letter for each metric: 1 gained, 0 missed, ? pending.
    outcomes        TEXT    NOT NULL,
    access_status   INTEGER,
    download_status INTEGER,
    distribution    TEXT,
    -- Breaches of the rules of GovData's dashboard, a JSON array.
    govdata         TEXT    NOT NULL,
    -- Results of the official constraints; NULL if they were not evaluated.
    violations      INTEGER,
    warnings        INTEGER,
    -- The same of what arrived, before our repairs, as JSON.
    arrived         TEXT,
    -- Measurements in the store follow these numbers: the newest change, and the first one ever.
    revision        INTEGER NOT NULL UNIQUE,
    first_revision  INTEGER NOT NULL
) STRICT;
CREATE INDEX quality_of_region ON quality (points, dataset);
CREATE INDEX quality_of_source ON quality (source, points, dataset);
CREATE INDEX quality_of_organisation ON quality (organisation, points, dataset) WHERE organisation IS NOT NULL;

-- Datasets that were assessed once and are not any more.
CREATE TABLE quality_gone (
    dataset        INTEGER PRIMARY KEY REFERENCES dataset (id),
    revision       INTEGER NOT NULL UNIQUE,
    first_revision INTEGER NOT NULL
) STRICT;

-- How the score of a dataset developed: a row when it changed.
CREATE TABLE quality_history (
    dataset    INTEGER NOT NULL REFERENCES dataset (id),
    at         INTEGER NOT NULL,
    points     INTEGER NOT NULL,
    possible   INTEGER NOT NULL,
    dimensions TEXT    NOT NULL,
    violations INTEGER,
    PRIMARY KEY (dataset, at)
) STRICT, WITHOUT ROWID;

-- Sums over the datasets of a source, an organisation or the region, as JSON; kept up with every
-- change, so that no page adds them up.
CREATE TABLE quality_scope (
    kind  TEXT NOT NULL,
    scope TEXT NOT NULL,
    sums  TEXT NOT NULL,
    PRIMARY KEY (kind, scope)
) STRICT, WITHOUT ROWID;

-- The same as it was at the end of each day (UTC) with a change.
CREATE TABLE quality_day (
    kind  TEXT NOT NULL,
    scope TEXT NOT NULL,
    day   TEXT NOT NULL,
    sums  TEXT NOT NULL,
    PRIMARY KEY (kind, scope, day)
) STRICT, WITHOUT ROWID;
