CREATE SCHEMA tasks;
GRANT USAGE ON SCHEMA tasks TO {{server}};

CREATE TABLE tasks.task (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    notes text,
    status text NOT NULL CHECK (status IN ('Todo', 'InProgress', 'InReview', 'Done', 'Cancelled')),
    priority integer NOT NULL CHECK (priority BETWEEN 1 AND 4),
    due_date date,
    due_time time,
    due_zone text,
    due_at timestamptz,
    assignee_id uuid,
    completed_at timestamptz,
    completed_by uuid,
    created_by uuid NOT NULL,
    deleted_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (due_time IS NULL OR due_date IS NOT NULL)
);
SELECT kernel.guard('tasks.task');
