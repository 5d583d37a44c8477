CREATE TABLE checkpoint (
    stream     integer     PRIMARY KEY,
    sequence   integer     NOT NULL,
    -- Of the event at "sequence": a checkpoint of another log, or of events that are gone, is no use.
    event_hash bytea       NOT NULL,
    format     smallint    NOT NULL,
    time       timestamptz NOT NULL DEFAULT now(),
    standing   bytea       NOT NULL,
    document   bytea       NOT NULL,
    digest     bytea       NOT NULL
);

COMMENT ON TABLE checkpoint IS 'Documents after the event at "sequence", to open them from. May be emptied at any time';

-- Encoded documents hardly get smaller, and are wanted quickly.
ALTER TABLE checkpoint ALTER COLUMN document SET STORAGE EXTERNAL;
