-- A document that is typed into is written again and again, and read seldom: to compress it took longer than all else of writing it.
ALTER TABLE draft ALTER COLUMN content SET STORAGE EXTERNAL;
