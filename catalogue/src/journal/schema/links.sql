-- The addresses that published datasets name, and what became of asking them. Times are Unix
-- microseconds, days of failures JSON, the last answer JSON.

-- One row per distinct address in use. `next` is when it is to be asked again; NULL for an address of
-- our own, which is known to be good. `tried` counts postponed checks, too, `checked` those that told
-- something.
CREATE TABLE link (
    id          INTEGER PRIMARY KEY,
    url         TEXT    NOT NULL UNIQUE,
    host        TEXT    NOT NULL,
    health      TEXT    NOT NULL DEFAULT 'unchecked',
    next        INTEGER,
    tried       INTEGER,
    checked     INTEGER,
    status      INTEGER,
    last_good   INTEGER,
    failures    INTEGER NOT NULL DEFAULT 0,
    failed_days TEXT    NOT NULL DEFAULT '[]',
    postponed   INTEGER NOT NULL DEFAULT 0,
    suspicious  INTEGER NOT NULL DEFAULT 0,
    answer      TEXT
) STRICT;
CREATE INDEX link_due ON link (next) WHERE next IS NOT NULL;
CREATE INDEX link_of_health ON link (health);

-- Which published version names which address, and with what property; `is_file` is 1 where it promises a
-- file in a format that is no web page.
CREATE TABLE link_use (
    link     INTEGER NOT NULL REFERENCES link (id),
    dataset  INTEGER NOT NULL REFERENCES dataset (id),
    property TEXT    NOT NULL,
    is_file  INTEGER NOT NULL,
    PRIMARY KEY (link, dataset, property)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_use_of_dataset ON link_use (dataset, link);

-- The newest checks of an address.
CREATE TABLE link_check (
    link    INTEGER NOT NULL REFERENCES link (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    outcome TEXT    NOT NULL,
    status  INTEGER,
    millis  INTEGER NOT NULL,
    problem TEXT,
    PRIMARY KEY (link, at)
) STRICT, WITHOUT ROWID;

-- Datasets published before there were links; emptied when the journal is opened.
CREATE TABLE link_fill (dataset INTEGER PRIMARY KEY) STRICT;
INSERT INTO link_fill SELECT id FROM dataset WHERE published = 1;
