-- Statistics: what was read out of tables, and since when cubes say what they say.

-- One row for each time a mapping was applied to a table, and one for each mapping that was retired; `revision`
-- counts all of them. `kind` is `read`, `failed` (nothing could be read: what was read last stays current) or
-- `retired`. `body` is the SHA-256 of the archived bytes, `dataset` the IRI of the dataset the table is of.
CREATE TABLE reading (
    revision     INTEGER PRIMARY KEY AUTOINCREMENT,
    mapping      TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    mapping_hash TEXT    NOT NULL,
    run          INTEGER REFERENCES run (id),
    at           INTEGER NOT NULL,
    url          TEXT    NOT NULL,
    body         TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    dataset      TEXT,
    attribution  TEXT    NOT NULL,
    license      TEXT,
    priority     INTEGER NOT NULL,
    findings     TEXT    NOT NULL
) STRICT;
CREATE INDEX reading_of_mapping ON reading (mapping, revision);

-- What a reading says about one cube: its structure as JSON, so that it can be understood whatever becomes of
-- the configuration, and the observations in columns, zstd-compressed.
CREATE TABLE reading_part (
    id           INTEGER PRIMARY KEY,
    reading      INTEGER NOT NULL REFERENCES reading (revision),
    cube         TEXT    NOT NULL,
    definition   TEXT    NOT NULL,
    count        INTEGER NOT NULL,
    observations BLOB    NOT NULL
) STRICT;
CREATE INDEX reading_part_of_reading ON reading_part (reading, cube);
CREATE INDEX reading_part_of_cube ON reading_part (cube, reading);

-- Since when a cube is there, and since when its observations are what they are; `content` is their SHA-256.
CREATE TABLE cube (
    id       TEXT    PRIMARY KEY,
    content  TEXT    NOT NULL,
    issued   INTEGER NOT NULL,
    modified INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
