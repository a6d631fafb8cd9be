-- Which official constraints each assessed dataset breaks: one row per dataset that does or did on its
-- arrival, a JSON object of rule id to [breaches on arrival, breaches as published]. Violations only.
CREATE TABLE quality_constraint (
    dataset  INTEGER PRIMARY KEY REFERENCES dataset (id),
    breaches TEXT NOT NULL
) STRICT;

-- How many datasets of a scope break each rule, on arrival and as published; kept up with every change,
-- so that no page adds them up.
CREATE TABLE quality_constraint_sum (
    kind      TEXT    NOT NULL,
    scope     TEXT    NOT NULL,
    rule      TEXT    NOT NULL,
    arrived   INTEGER NOT NULL,
    published INTEGER NOT NULL,
    PRIMARY KEY (kind, scope, rule)
) STRICT, WITHOUT ROWID;
