DROP FUNCTION tasks.due_at(date, time, text);
DROP FUNCTION tasks.projects_within(uuid[]);
DROP FUNCTION tasks.referring_to_any(uuid[]);
DROP INDEX tasks.task_open;
