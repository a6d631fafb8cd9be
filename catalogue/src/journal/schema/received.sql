-- The record behind the current version of a dataset, as its source delivered it: one row per dataset,
-- the payload zstd-compressed in the source's own dialect.
CREATE TABLE received (
    dataset INTEGER PRIMARY KEY REFERENCES dataset (id),
    dialect TEXT NOT NULL,
    payload BLOB NOT NULL
) STRICT;
