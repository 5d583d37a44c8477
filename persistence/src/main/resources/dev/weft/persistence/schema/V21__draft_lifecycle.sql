-- Lists show active workflows only.
ALTER TABLE weft.draft
    ADD COLUMN lifecycle text NOT NULL DEFAULT 'active' CHECK (lifecycle IN ('active', 'deleted', 'purged'));
