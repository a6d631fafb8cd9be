-- Series: which datasets are in which, and what we say of datasets because of others.

-- A dataset's title for lists, with its language tag, and its time as far as title or period tell one, in
-- a form that sorts.
ALTER TABLE compared ADD COLUMN time TEXT NOT NULL DEFAULT '';
ALTER TABLE compared ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE compared ADD COLUMN language TEXT;

-- The series that published datasets say they are in, by the series' IRI.
CREATE TABLE in_series (
    series  TEXT    NOT NULL,
    dataset INTEGER NOT NULL REFERENCES dataset (id),
    PRIMARY KEY (series, dataset)
) STRICT, WITHOUT ROWID;
CREATE INDEX in_series_of_dataset ON in_series (dataset);

-- What we add to what a source says about a dataset, for what the operator or other datasets tell: triples
-- as canonical N-Quads, findings as JSON. Every version of the dataset gets them.
CREATE TABLE stated (
    dataset  INTEGER PRIMARY KEY REFERENCES dataset (id),
    triples  TEXT NOT NULL,
    findings TEXT NOT NULL
) STRICT;

-- How far relations have come: the seq up to which everything was looked at, and the policy by which.
CREATE TABLE related (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    seq    INTEGER NOT NULL,
    policy TEXT    NOT NULL
) STRICT;
