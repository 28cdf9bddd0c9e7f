-- Tasks whole: projects, sections, labels, relations, comments, reminders, views, and what a task has more for them.

-- Machinery: how far the numbers within something have been given away.
CREATE TABLE kernel.number (
    tenant_id uuid NOT NULL,
    within uuid NOT NULL,
    next bigint NOT NULL,
    PRIMARY KEY (tenant_id, within)
);
SELECT kernel.guard('kernel.number', 'SELECT, INSERT, UPDATE');

CREATE TABLE tasks.project (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    key text NOT NULL CHECK (key ~ '^[A-Z][A-Z0-9]{0,9}$'),
    description text,
    color text,
    parent_id uuid,
    position uuid NOT NULL,
    -- Who sees it, and all that stands in it; null: everybody in the tenant. The same all through a tree.
    member_ids uuid[],
    archived_at timestamptz,
    deleted_at timestamptz,
    created_by uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (tenant_id, parent_id) REFERENCES tasks.project (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX project_name ON tasks.project (tenant_id, name);
CREATE INDEX project_tree ON tasks.project (tenant_id, parent_id, position);
SELECT kernel.guard('tasks.project');

CREATE TABLE tasks.section (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL,
    position uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, project_id, name) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (tenant_id, project_id) REFERENCES tasks.project (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
);
SELECT kernel.guard('tasks.section');

CREATE TABLE tasks.label (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    color text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name) DEFERRABLE INITIALLY DEFERRED
);
SELECT kernel.guard('tasks.label');

ALTER TABLE tasks.task
    ADD COLUMN project_id uuid,
    ADD COLUMN section_id uuid,
    ADD COLUMN parent_id uuid,
    ADD COLUMN number bigint,
    ADD COLUMN position uuid,
    ADD COLUMN start_date date,
    ADD COLUMN deadline date,
    ADD COLUMN estimate_minutes integer CHECK (estimate_minutes > 0),
    ADD COLUMN label_ids uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN assignee_ids uuid[] NOT NULL DEFAULT '{}',
    ADD FOREIGN KEY (tenant_id, project_id) REFERENCES tasks.project (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (tenant_id, section_id) REFERENCES tasks.section (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (tenant_id, parent_id) REFERENCES tasks.task (tenant_id, id) DEFERRABLE INITIALLY DEFERRED;

-- Machinery: what a task's lists of labels and assignees name, kept by the triggers below. Under row security no index serves an
-- array's contents; this one is asked for equality only.
CREATE TABLE tasks.task_reference (
    tenant_id uuid NOT NULL,
    target_id uuid NOT NULL,
    task_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, target_id, task_id)
);
SELECT kernel.guard('tasks.task_reference', 'SELECT, INSERT, DELETE');

-- Stands in the place where it is called, and is held by the policy as the table is.
CREATE FUNCTION tasks.referring(target uuid) RETURNS TABLE (task_id uuid) LANGUAGE sql STABLE AS $$
    SELECT r.task_id FROM tasks.task_reference r
    WHERE r.tenant_id = nullif(current_setting('steward.tenant', true), '')::uuid AND r.target_id = target
$$;

-- Who puts trees and relations in order waits for the others of his tenant: two moves at once could close a circle.
CREATE FUNCTION tasks.take_turn() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('tasks ' || current_setting('steward.tenant'), 0))
$$;

CREATE FUNCTION tasks.keep_references() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM tasks.task_reference
        WHERE tenant_id = OLD.tenant_id AND task_id = OLD.id AND target_id = ANY (OLD.label_ids || OLD.assignee_ids);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO tasks.task_reference (tenant_id, target_id, task_id)
        SELECT DISTINCT NEW.tenant_id, target, NEW.id FROM unnest(NEW.label_ids || NEW.assignee_ids) target;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER references_of_new AFTER INSERT ON tasks.task FOR EACH ROW
    WHEN (NEW.label_ids <> '{}' OR NEW.assignee_ids <> '{}') EXECUTE FUNCTION tasks.keep_references();
CREATE TRIGGER references_of_changed AFTER UPDATE ON tasks.task FOR EACH ROW
    WHEN (NEW.label_ids <> OLD.label_ids OR NEW.assignee_ids <> OLD.assignee_ids) EXECUTE FUNCTION tasks.keep_references();
CREATE TRIGGER references_of_gone AFTER DELETE ON tasks.task FOR EACH ROW
    WHEN (OLD.label_ids <> '{}' OR OLD.assignee_ids <> '{}') EXECUTE FUNCTION tasks.keep_references();

UPDATE tasks.task SET position = id, assignee_ids = CASE WHEN assignee_id IS NULL THEN '{}' ELSE ARRAY[assignee_id] END;
ALTER TABLE tasks.task ALTER COLUMN position SET NOT NULL, DROP COLUMN assignee_id;

CREATE INDEX task_place ON tasks.task (tenant_id, project_id, position);
CREATE INDEX task_parent ON tasks.task (tenant_id, parent_id, position) WHERE parent_id IS NOT NULL;
CREATE INDEX task_section ON tasks.task (tenant_id, section_id, position) WHERE section_id IS NOT NULL;
CREATE UNIQUE INDEX task_number ON tasks.task (tenant_id, project_id, number) WHERE number IS NOT NULL;

CREATE TABLE tasks.relation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    task_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('Blocks', 'RelatesTo', 'Duplicates', 'Follows')),
    other_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, task_id, kind, other_id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (tenant_id, task_id) REFERENCES tasks.task (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (tenant_id, other_id) REFERENCES tasks.task (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CHECK (task_id <> other_id)
);
CREATE INDEX relation_other ON tasks.relation (tenant_id, other_id, kind);
SELECT kernel.guard('tasks.relation');

CREATE TABLE tasks.comment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    task_id uuid NOT NULL,
    body text NOT NULL,
    mention_ids uuid[] NOT NULL,
    created_by uuid NOT NULL,
    edited_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, task_id) REFERENCES tasks.task (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX comment_task ON tasks.comment (tenant_id, task_id, id);
SELECT kernel.guard('tasks.comment');

CREATE TABLE tasks.reminder (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    task_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamptz,
    minutes_before integer CHECK (minutes_before >= 0),
    time_zone text NOT NULL,
    -- The time for which it has been sent last.
    sent_for timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, task_id) REFERENCES tasks.task (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((at IS NULL) <> (minutes_before IS NULL))
);
CREATE INDEX reminder_task ON tasks.reminder (tenant_id, task_id, id);
SELECT kernel.guard('tasks.reminder');

CREATE TABLE tasks.view (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    filter text NOT NULL,
    -- Null: everybody in the tenant may use it.
    owner_id uuid,
    created_by uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT kernel.guard('tasks.view');
