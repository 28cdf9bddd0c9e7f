DROP FUNCTION tasks.called(text[], boolean);
DROP INDEX tasks.task_title;
DROP FUNCTION kernel.folded(text);
