-- How many datasets of a scope have the same outcomes: from these few rows follows what an organisation
-- gains by which remedy, dataset by dataset, without reading its datasets.
CREATE TABLE quality_pattern (
    kind     TEXT    NOT NULL,
    scope    TEXT    NOT NULL,
    -- One letter for each metric, as in quality.
    outcomes TEXT    NOT NULL,
    -- 1 if they have a distribution.
    has_file INTEGER NOT NULL,
    datasets INTEGER NOT NULL,
    PRIMARY KEY (kind, scope, outcomes, has_file)
) STRICT, WITHOUT ROWID;

INSERT INTO quality_pattern (kind, scope, outcomes, has_file, datasets)
SELECT 'region', '', outcomes, distribution IS NOT NULL, count(*) FROM quality GROUP BY 3, 4;
INSERT INTO quality_pattern (kind, scope, outcomes, has_file, datasets)
SELECT 'source', source, outcomes, distribution IS NOT NULL, count(*) FROM quality GROUP BY 2, 3, 4;
INSERT INTO quality_pattern (kind, scope, outcomes, has_file, datasets)
SELECT 'organisation', organisation, outcomes, distribution IS NOT NULL, count(*) FROM quality
WHERE organisation IS NOT NULL GROUP BY 2, 3, 4;
