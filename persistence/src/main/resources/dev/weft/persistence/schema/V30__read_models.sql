-- What is saved, its versions, and who did what: folds of the log beside "draft", for queries. docs/read-models.md tells what is in them.

CREATE TABLE weft.workflow (
    id              uuid        PRIMARY KEY,
    project_id      uuid        NOT NULL,
    name            text        NOT NULL,
    concurrency     integer,
    enable_job_logs boolean     NOT NULL,
    positions       jsonb,
    lock_version    integer     NOT NULL,
    deleted_at      timestamptz,
    inserted_at     timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    sequence        bigint      NOT NULL,
    position        bigint      NOT NULL
);

COMMENT ON TABLE weft.workflow IS 'One row for each workflow that was ever saved and is not purged, as its last save left it';
COMMENT ON COLUMN weft.workflow.position IS 'Of the last event that changed this row; all smaller ones were in the log before';

CREATE INDEX workflow_by_project ON weft.workflow (project_id, name);

-- An id is a client's choice: only within its workflow is it known to be the one.
CREATE TABLE weft.job (
    workflow_id            uuid    NOT NULL,
    id                     uuid    NOT NULL,
    ordinal                integer NOT NULL,
    name                   text    NOT NULL,
    body                   text    NOT NULL,
    adaptor                text    NOT NULL,
    project_credential_id  uuid,
    keychain_credential_id uuid,
    PRIMARY KEY (workflow_id, id)
);

CREATE TABLE weft.trigger (
    workflow_id             uuid    NOT NULL,
    id                      uuid    NOT NULL,
    ordinal                 integer NOT NULL,
    type                    text    NOT NULL,
    enabled                 boolean NOT NULL,
    comment                 text,
    custom_path             text,
    cron_expression         text,
    cron_cursor_job_id      uuid,
    webhook_reply           text,
    webhook_response_config jsonb,
    kafka_configuration     jsonb,
    PRIMARY KEY (workflow_id, id)
);

COMMENT ON COLUMN weft.trigger.kafka_configuration IS 'Without the password';

CREATE TABLE weft.edge (
    workflow_id          uuid    NOT NULL,
    id                   uuid    NOT NULL,
    ordinal              integer NOT NULL,
    source_job_id        uuid,
    source_trigger_id    uuid,
    target_job_id        uuid    NOT NULL,
    condition_type       text    NOT NULL,
    condition_expression text,
    condition_label      text,
    enabled              boolean NOT NULL,
    PRIMARY KEY (workflow_id, id)
);

CREATE TABLE weft.workflow_version (
    workflow_id  uuid        NOT NULL,
    lock_version integer     NOT NULL,
    project_id   uuid        NOT NULL,
    made_by      text        NOT NULL,
    principal    text,
    tool         text,
    content      jsonb       NOT NULL,
    saved_at     timestamptz NOT NULL,
    sequence     bigint      NOT NULL,
    position     bigint      NOT NULL,
    PRIMARY KEY (workflow_id, lock_version)
);

COMMENT ON COLUMN weft.workflow_version.made_by IS 'Type of the event that holds it: workflow-saved, workflow-reconciled or workflow-restored';

CREATE TABLE weft.activity (
    workflow_id    uuid        NOT NULL,
    type           text        NOT NULL,
    principal      text        NOT NULL,
    session        text        NOT NULL,
    tool           text        NOT NULL,
    minute         timestamptz NOT NULL,
    project_id     uuid        NOT NULL,
    count          bigint      NOT NULL,
    first_sequence bigint      NOT NULL,
    last_sequence  bigint      NOT NULL,
    first_at       timestamptz NOT NULL,
    last_at        timestamptz NOT NULL,
    PRIMARY KEY (workflow_id, type, principal, session, tool, minute)
);

COMMENT ON TABLE weft.activity IS 'Who did what to which workflow, by what, minute by minute. Holds no content, and outlives a purge';
COMMENT ON COLUMN weft.activity.count IS 'Updates of a document, or else events';
COMMENT ON COLUMN weft.activity.tool IS 'Empty if it said nothing; so are principal and session of what nobody is named for';

CREATE INDEX activity_by_project ON weft.activity (project_id, minute);
CREATE INDEX activity_by_principal ON weft.activity (principal, minute);

CREATE TABLE weft.read_model_progress (
    model       text   NOT NULL,
    workflow_id uuid   NOT NULL,
    sequence    bigint NOT NULL,
    position    bigint NOT NULL,
    PRIMARY KEY (model, workflow_id)
);

COMMENT ON TABLE weft.read_model_progress IS 'The last event of each workflow that is in the rows of each read model. Written together with them: what is there is never folded twice';

CREATE TABLE weft.dead_letter (
    model       text        NOT NULL,
    workflow_id uuid        NOT NULL,
    project_id  uuid,
    sequence    bigint      NOT NULL,
    position    bigint      NOT NULL,
    error       text        NOT NULL,
    tries       integer     NOT NULL DEFAULT 1,
    parked_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model, workflow_id)
);

COMMENT ON COLUMN weft.dead_letter.project_id IS 'Null if not even the first event of the workflow can be read';
COMMENT ON TABLE weft.dead_letter IS 'The first event of a workflow that a read model can''t take. It and all later ones of the workflow wait, in the log';

CREATE INDEX dead_letter_by_project ON weft.dead_letter (project_id);

CREATE TABLE weft.dropped_event (
    model       text        NOT NULL,
    workflow_id uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    principal   text        NOT NULL,
    error       text        NOT NULL,
    dropped_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model, workflow_id, sequence)
);

COMMENT ON TABLE weft.dropped_event IS 'Events that somebody decided to leave out of a read model. A rebuild tries them again';

-- Drafts are folded anew, together with the rest: what was written of them before doesn't tell which event it includes.
TRUNCATE weft.draft;
DELETE FROM weft.token WHERE processor = 'drafts';

-- Copies of read models while they are rebuilt. All of it is unlogged: lost with a crash as a whole, and then begun anew.
CREATE SCHEMA IF NOT EXISTS weft_rebuild;
DROP TABLE IF EXISTS weft_rebuild.rebuild, weft_rebuild.read_model_progress, weft_rebuild.dead_letter;

CREATE UNLOGGED TABLE weft_rebuild.rebuild (
    model      text        PRIMARY KEY,
    format     integer     NOT NULL,
    position   bigint      NOT NULL,
    events     bigint      NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE weft_rebuild.rebuild IS 'How far each copy is. It says nothing about the live tables';

CREATE UNLOGGED TABLE weft_rebuild.read_model_progress (LIKE weft.read_model_progress INCLUDING ALL);
CREATE UNLOGGED TABLE weft_rebuild.dead_letter (LIKE weft.dead_letter INCLUDING ALL);
