-- What a publisher was last told, by which way, and how deliveries fail. Times are Unix microseconds;
-- `content` is for the harvester to read, who wrote it.
CREATE TABLE report (
    organisation TEXT    NOT NULL,
    channel      TEXT    NOT NULL,
    sent         INTEGER,
    content      TEXT,
    failures     INTEGER NOT NULL DEFAULT 0,
    not_before   INTEGER,
    PRIMARY KEY (organisation, channel)
) STRICT, WITHOUT ROWID;
