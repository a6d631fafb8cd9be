-- The journal: everything the catalogue ever learned, in order. Times are Unix microseconds,
-- findings and headers JSON, graphs zstd-compressed canonical N-Quads, hashes lower-case hex.

-- One row per harvest run (a prov:Activity), also for a failed one.
CREATE TABLE run (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    source   TEXT    NOT NULL,
    mode     TEXT    NOT NULL,
    started  INTEGER NOT NULL,
    ended    INTEGER,
    verdict  TEXT,
    counts   TEXT    NOT NULL DEFAULT '{}',
    reason   TEXT,
    released INTEGER NOT NULL DEFAULT 0,
    findings TEXT    NOT NULL DEFAULT '[]'
) STRICT;
-- Two runs of one source never overlap.
CREATE UNIQUE INDEX run_open ON run (source) WHERE ended IS NULL;
CREATE INDEX run_of_source ON run (source, id);

-- One row per response received; the body lies in the archive.
CREATE TABLE fetch (
    run        INTEGER NOT NULL REFERENCES run (id),
    url        TEXT    NOT NULL,
    status     INTEGER NOT NULL,
    headers    TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    size_bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX fetch_of_run ON fetch (run);
CREATE INDEX fetch_of_url ON fetch (url, at);

-- One row per dataset IRI; `current` is the seq of its newest version, `published` is 0 when that
-- version is a tombstone.
CREATE TABLE dataset (
    id        INTEGER PRIMARY KEY,
    iri       TEXT    NOT NULL UNIQUE,
    source    TEXT    NOT NULL,
    native_id TEXT    NOT NULL,
    first_at  INTEGER NOT NULL,
    current   INTEGER NOT NULL,
    published INTEGER NOT NULL
) STRICT;
CREATE INDEX dataset_published ON dataset (source) WHERE published = 1;

-- One row per record ever seen at a source: identity, not log.
CREATE TABLE record (
    source        TEXT    NOT NULL,
    native_id     TEXT    NOT NULL,
    dataset       INTEGER NOT NULL REFERENCES dataset (id),
    payload_hash  TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    missing_since INTEGER,
    missing_runs  INTEGER NOT NULL DEFAULT 0,
    -- The newest complete run that missed it, so that no run counts twice.
    missed_by     INTEGER NOT NULL DEFAULT 0,
    last_seen     INTEGER NOT NULL REFERENCES run (id),
    PRIMARY KEY (source, native_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_status ON record (source, status, last_seen);

-- One row per dataset version: the catalogue's history. The large columns stand last, so that
-- reading the others does not touch them.
CREATE TABLE version (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset  INTEGER NOT NULL REFERENCES dataset (id),
    kind     TEXT    NOT NULL,
    hash     TEXT    NOT NULL,
    run      INTEGER NOT NULL REFERENCES run (id),
    at       INTEGER NOT NULL,
    findings TEXT    NOT NULL,
    graph    BLOB    NOT NULL
) STRICT;
CREATE INDEX version_of_dataset ON version (dataset, seq, kind);

-- Which rules the published version of a dataset breaks, and at which properties (without indices);
-- for counting and listing only, the findings themselves stand in `version`.
CREATE TABLE broken_rule (
    source   TEXT    NOT NULL,
    rule     TEXT    NOT NULL,
    property TEXT    NOT NULL,
    dataset  INTEGER NOT NULL REFERENCES dataset (id),
    PRIMARY KEY (source, rule, property, dataset)
) STRICT, WITHOUT ROWID;
CREATE INDEX broken_rule_of_dataset ON broken_rule (dataset);

-- What the portal says about the catalogue itself: one row.
CREATE TABLE description (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    graph BLOB NOT NULL
) STRICT;
