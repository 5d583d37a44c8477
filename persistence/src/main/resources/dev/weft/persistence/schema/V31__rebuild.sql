-- A rebuild tells how far it is by its position alone.
ALTER TABLE weft_rebuild.rebuild DROP COLUMN events;
