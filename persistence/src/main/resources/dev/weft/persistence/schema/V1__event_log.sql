-- The log, and what is folded from it. Only "event" holds truth: every other table can be emptied and rebuilt.

CREATE TABLE event (
    position       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream         uuid        NOT NULL,
    sequence       bigint      NOT NULL CHECK (sequence >= 0),
    event_id       uuid        NOT NULL,
    stream_type    text        NOT NULL,
    type           text        NOT NULL,
    revision       text        NOT NULL,
    time           timestamptz NOT NULL,
    payload        bytea       NOT NULL,
    metadata       bytea       NOT NULL,
    -- Which events were committed together, and whether smaller positions may still turn up.
    transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id(),
    -- Decides every race: who creates a stream, and who appends next.
    CONSTRAINT event_stream_sequence UNIQUE (stream, sequence)
);

COMMENT ON TABLE event IS 'Append only. Payload and metadata are CBOR; type and revision are fixed names, see docs/formats/events.md';

-- Bytes of edits don't get smaller by trying.
ALTER TABLE event ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE snapshot (
    stream      uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    event_id    uuid        NOT NULL,
    stream_type text        NOT NULL,
    type        text        NOT NULL,
    revision    text        NOT NULL,
    time        timestamptz NOT NULL,
    payload     bytea       NOT NULL,
    metadata    bytea       NOT NULL,
    PRIMARY KEY (stream, sequence)
);

COMMENT ON TABLE snapshot IS 'States of aggregates, so that a command need not read history';

CREATE TABLE token (
    processor  text    NOT NULL,
    segment    integer NOT NULL,
    token      text,
    token_type text,
    time       text    NOT NULL,
    owner      text,
    PRIMARY KEY (processor, segment)
);

COMMENT ON TABLE token IS 'How far each streaming processor has read, and which process holds it';

CREATE TABLE draft (
    workflow_id uuid        PRIMARY KEY,
    project_id  uuid        NOT NULL,
    name        text        NOT NULL,
    content     jsonb,
    sequence    bigint      NOT NULL,
    position    bigint      NOT NULL,
    edit_count  bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);

COMMENT ON TABLE draft IS 'Every document after the event at "sequence", saved or not, for queries';
COMMENT ON COLUMN draft.content IS 'One member per root; null if the document is one that jsonb can''t hold';
COMMENT ON COLUMN draft.position IS 'How far the log had been read when this was written';

CREATE INDEX draft_by_project ON draft (project_id, updated_at DESC, workflow_id);
