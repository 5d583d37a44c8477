-- Names of workflows and paths of webhooks that only one workflow of a project may have. A row is claimed before the event that gives the name is appended,
-- and settled after; a claim that was left behind is found out by asking the log.
CREATE TABLE weft.unique_name (
    project_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('workflow', 'custom_path')),
    value text NOT NULL,
    workflow_id uuid NOT NULL,
    -- of the event that gives the name
    sequence bigint NOT NULL,
    settled boolean NOT NULL DEFAULT false,
    claimed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (project_id, kind, value)
);

CREATE INDEX unique_name_workflow ON weft.unique_name (workflow_id);
