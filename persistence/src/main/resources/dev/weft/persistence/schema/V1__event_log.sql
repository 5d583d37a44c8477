-- The log, and what is folded from it. Only "stream", "event_type" and "event" hold truth: every other table can be emptied and rebuilt.

CREATE TABLE stream (
    key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id  uuid    NOT NULL UNIQUE
);

COMMENT ON TABLE stream IS 'A small number for each workflow id, so that its events need not repeat the id';

CREATE TABLE event_type (
    number smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name   text     NOT NULL UNIQUE
);

COMMENT ON TABLE event_type IS 'A small number for each type of event; the name alone is what counts, see docs/formats/events.md';

-- Columns in an order that needs no padding. No references: the one function that writes keeps them, and checks cost more than the rest.
CREATE TABLE event (
    position bigint      GENERATED ALWAYS AS IDENTITY,
    time     timestamptz NOT NULL,
    stream   integer     NOT NULL,
    sequence integer     NOT NULL CHECK (sequence >= 0),
    type     smallint    NOT NULL,
    revision smallint    NOT NULL,
    hash     bytea       NOT NULL CHECK (length(hash) = 32),
    payload  bytea       NOT NULL,
    metadata bytea       NOT NULL,
    -- Positions only grow: pages of their index are filled to the brim.
    PRIMARY KEY (position) WITH (fillfactor = 100),
    -- Decides every race: who creates a stream, and who appends next.
    CONSTRAINT event_stream_sequence UNIQUE (stream, sequence)
);

COMMENT ON TABLE event IS 'Append only, by append_events alone. Payload and metadata are CBOR, see docs/formats/events.md';

-- Bytes of edits don't get smaller by trying.
ALTER TABLE event ALTER COLUMN payload SET STORAGE EXTERNAL;

-- Appends events of many streams, whole appends at a time. An append is the rows of one stream; the arrays run in parallel, one element for
-- each event, in order. It gets in if the last event of its stream is the one that it was chained to; else none of it does.
-- Answers with the hashes of the events that got in, and their positions.
--
-- One transaction appends at a time, over all processes: so positions become visible in ascending order, and whoever has read up to one has seen
-- all smaller ones. The lock lives as long as the transaction, which is this one call: nobody holds it while waiting for a client.
CREATE FUNCTION append_events(
    streams      uuid[],     -- of each event
    firsts       integer[],  -- sequence of the first event of its append
    predecessors bytea[],    -- hash of the event before that one; empty for the first of a stream
    sequences    integer[],
    types        smallint[],
    revisions    smallint[],
    times        bigint[],   -- microseconds since 1970-01-01 UTC
    payloads     bytea[],
    metadatas    bytea[],
    hashes       bytea[],
    news         text        -- what other processes are told on channel weft_log, once the transaction has committed
) RETURNS TABLE (appended_hash bytea, appended_position bigint)
LANGUAGE plpgsql
-- Whatever the statistics say of a log that has just begun, each look-up is one descent of an index.
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(2003134068); -- the letters "weft"

    IF 0 = ANY (firsts) THEN
        INSERT INTO weft.stream (id)
        SELECT id FROM unnest(streams, sequences) AS incoming (id, sequence) WHERE sequence = 0
        ON CONFLICT (id) DO NOTHING;
    END IF;

    PERFORM pg_notify('weft_log', news);

    RETURN QUERY
    INSERT INTO weft.event (time, stream, sequence, type, revision, hash, payload, metadata)
    SELECT timestamptz 'epoch' + incoming.micros * interval '1 microsecond',
           stream.key, incoming.sequence, incoming.type, incoming.revision, incoming.hash, incoming.payload, incoming.metadata
    FROM unnest(streams, firsts, predecessors, sequences, types, revisions, times, payloads, metadatas, hashes) WITH ORDINALITY
         AS incoming (id, first, predecessor, sequence, type, revision, micros, payload, metadata, hash, place)
    JOIN weft.stream ON stream.id = incoming.id
    LEFT JOIN LATERAL (
         SELECT event.sequence, event.hash FROM weft.event WHERE event.stream = stream.key
         ORDER BY event.sequence DESC LIMIT 1) AS last ON true
    WHERE (incoming.first = 0 AND last.sequence IS NULL)
       OR (last.sequence = incoming.first - 1 AND last.hash = incoming.predecessor)
    ORDER BY incoming.place
    RETURNING event.hash, event.position;
END
$$;

CREATE TABLE snapshot (
    stream   integer     PRIMARY KEY,
    sequence integer     NOT NULL,
    time     timestamptz NOT NULL,
    type     text        NOT NULL,
    revision text        NOT NULL,
    payload  bytea       NOT NULL
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
