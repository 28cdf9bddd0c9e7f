DROP INDEX tasks.task_urgent;
DROP FUNCTION tasks.referring_few(uuid[]);
DROP FUNCTION tasks.count_referring(uuid, uuid[], integer);
