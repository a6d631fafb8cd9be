-- Which datasets of different sources are the same, and which of them is shown.

-- By what a dataset is recognised: its keys (see `relations/keys.rs`), of the published version only.
CREATE TABLE same_key (
    kind    TEXT    NOT NULL,
    value   TEXT    NOT NULL,
    dataset INTEGER NOT NULL REFERENCES dataset (id),
    PRIMARY KEY (kind, value, dataset)
) STRICT, WITHOUT ROWID;
CREATE INDEX same_key_of_dataset ON same_key (dataset);

-- What deciding knows of a dataset besides its keys: the name of its publisher, for comparing.
CREATE TABLE compared (
    dataset   INTEGER PRIMARY KEY REFERENCES dataset (id),
    publisher TEXT    NOT NULL
) STRICT;

-- One row per decision, in the one order of seqs: a decision takes a number as a version does, so that a
-- walk pinned to a seq sees one state. `shown` is the dataset shown instead; NULL when the dataset is shown
-- itself (again).
CREATE TABLE decision (
    seq     INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES dataset (id),
    shown   INTEGER REFERENCES dataset (id),
    kind    TEXT    NOT NULL,
    value   TEXT    NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_of_dataset ON decision (dataset, seq, shown);

-- The decisions that hold now and hide a dataset: `seq` is that of the decision.
CREATE TABLE hidden (
    dataset INTEGER PRIMARY KEY REFERENCES dataset (id),
    shown   INTEGER NOT NULL REFERENCES dataset (id),
    seq     INTEGER NOT NULL REFERENCES decision (seq)
) STRICT;
CREATE INDEX hidden_by ON hidden (shown);

-- How far decisions have come: one row.
CREATE TABLE decided (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    seq    INTEGER NOT NULL,
    policy TEXT    NOT NULL
) STRICT;

-- Datasets about which has to be decided: they, or one they shared a key with, changed.
CREATE TABLE undecided (
    dataset INTEGER PRIMARY KEY REFERENCES dataset (id)
) STRICT;

-- Datasets that differ in their time only: `stem` is source, publisher and title without the times. The
-- title stands here for lists, with its language tag.
CREATE TABLE sibling (
    stem     TEXT    NOT NULL,
    dataset  INTEGER NOT NULL REFERENCES dataset (id),
    time     TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    language TEXT,
    PRIMARY KEY (stem, dataset)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sibling_of_dataset ON sibling (dataset);
