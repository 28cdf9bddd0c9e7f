-- Tasks that repeat: by which rule, and what each begins with. Every occurrence is a task of its own.
CREATE TABLE tasks.series (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    -- Where its last task stands: who sees that project sees the series.
    project_id uuid,
    rule text NOT NULL,
    from_completion boolean NOT NULL,
    start_date date NOT NULL,
    start_time time,
    start_zone text,
    -- The occurrence with which the rule began, to be counted from.
    start_repetition integer NOT NULL,
    ended_at timestamptz,
    title text NOT NULL,
    notes text,
    priority integer NOT NULL CHECK (priority BETWEEN 1 AND 4),
    estimate_minutes integer CHECK (estimate_minutes > 0),
    -- From the day on which it is due.
    days_to_start integer,
    days_to_deadline integer,
    label_ids uuid[] NOT NULL,
    assignee_ids uuid[] NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, project_id) REFERENCES tasks.project (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((start_time IS NULL) = (start_zone IS NULL))
);
CREATE INDEX series_project ON tasks.series (tenant_id, project_id) WHERE project_id IS NOT NULL;
SELECT kernel.guard('tasks.series');

-- Unique, but for tasks of a series only, and not before the commit: undo puts one in the place of another.
ALTER TABLE tasks.task
    ADD COLUMN series_id uuid,
    ADD COLUMN occurrence date,
    ADD COLUMN repetition integer CHECK (repetition > 0),
    ADD FOREIGN KEY (tenant_id, series_id) REFERENCES tasks.series (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    ADD CHECK ((series_id IS NULL) = (occurrence IS NULL) AND (series_id IS NULL) = (repetition IS NULL)),
    ADD CONSTRAINT task_repetition EXCLUDE USING btree (tenant_id WITH =, series_id WITH =, repetition WITH =)
        WHERE (series_id IS NOT NULL) DEFERRABLE INITIALLY DEFERRED;
