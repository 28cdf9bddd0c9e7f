DROP TRIGGER moved_with_above ON tasks.task;
DROP TRIGGER placed_as_above ON tasks.task;
DROP FUNCTION tasks.check_together();
DROP TRIGGER shared_as_above ON tasks.project;
DROP FUNCTION tasks.check_shared();
