-- Of each document the newest checkpoint, and older ones at intervals. What was there is made anew when it is wanted.
DROP TABLE checkpoint;

CREATE TABLE checkpoint (
    stream       integer  NOT NULL,
    sequence     integer  NOT NULL,
    -- Of the event at "sequence": a checkpoint of another log, or of events that are gone, is no use.
    event_hash   bytea    NOT NULL,
    format       smallint NOT NULL,
    is_kept      boolean  NOT NULL,
    update_bytes bigint   NOT NULL,
    standing     bytea    NOT NULL,
    document     bytea    NOT NULL,
    digest       bytea    NOT NULL,
    PRIMARY KEY (stream, sequence)
);

COMMENT ON TABLE checkpoint IS 'Documents after the event at "sequence", to open them and their pasts from. May be emptied at any time';
COMMENT ON COLUMN checkpoint.is_kept IS 'Stays when a newer one comes';
COMMENT ON COLUMN checkpoint.update_bytes IS 'Of all updates up to here';

-- Encoded documents hardly get smaller, and are wanted quickly.
ALTER TABLE checkpoint ALTER COLUMN document SET STORAGE EXTERNAL;
