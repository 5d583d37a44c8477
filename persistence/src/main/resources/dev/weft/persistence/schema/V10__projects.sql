-- Projects and who is a member of them as what. Not a fold of the log: these two tables are the only place where this is known.

CREATE TABLE project (
    id                   uuid        PRIMARY KEY,
    name                 text        NOT NULL CHECK (btrim(name) <> '' AND char_length(name) <= 255),
    concurrency          integer     CHECK (concurrency >= 1),
    allow_support_access boolean     NOT NULL DEFAULT false,
    scheduled_deletion   timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN project.concurrency IS 'Upper bound for the concurrency of the workflows in it; null for none';
COMMENT ON COLUMN project.scheduled_deletion IS 'Once it is set, nobody has any right in the project';

CREATE TABLE membership (
    project_id uuid NOT NULL REFERENCES project ON DELETE CASCADE,
    principal  text NOT NULL CHECK (btrim(principal) <> '' AND char_length(principal) <= 255),
    role       text NOT NULL CHECK (role IN ('owner', 'admin', 'editor', 'viewer')),
    PRIMARY KEY (project_id, principal)
);

COMMENT ON COLUMN membership.principal IS 'As in events: what the identity provider calls the person, never a name or an e-mail address';

CREATE INDEX membership_by_principal ON membership (principal, project_id);
