DROP TABLE tasks.view, tasks.reminder, tasks.comment, tasks.relation;

ALTER TABLE tasks.task ADD COLUMN assignee_id uuid;
UPDATE tasks.task SET assignee_id = assignee_ids[1] WHERE assignee_ids <> '{}';
CREATE INDEX task_assignee ON tasks.task (tenant_id, assignee_id, id) WHERE assignee_id IS NOT NULL;

DROP TRIGGER references_of_new ON tasks.task;
DROP TRIGGER references_of_changed ON tasks.task;
DROP TRIGGER references_of_gone ON tasks.task;
DROP FUNCTION tasks.keep_references();
DROP FUNCTION tasks.take_turn();
DROP FUNCTION tasks.referring(uuid);
DROP TABLE tasks.task_reference;

ALTER TABLE tasks.task
    DROP COLUMN project_id,
    DROP COLUMN section_id,
    DROP COLUMN parent_id,
    DROP COLUMN number,
    DROP COLUMN position,
    DROP COLUMN start_date,
    DROP COLUMN deadline,
    DROP COLUMN estimate_minutes,
    DROP COLUMN label_ids,
    DROP COLUMN assignee_ids;

DROP TABLE tasks.label, tasks.section, tasks.project;
DROP TABLE kernel.number;
