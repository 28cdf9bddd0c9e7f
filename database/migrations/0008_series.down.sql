ALTER TABLE tasks.task DROP COLUMN series_id, DROP COLUMN occurrence, DROP COLUMN repetition;
DROP TABLE tasks.series;
