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

CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA public;

CREATE INDEX task_status ON tasks.task (tenant_id, status, id);
CREATE INDEX task_due ON tasks.task (tenant_id, due_date, id) WHERE due_date IS NOT NULL;
CREATE INDEX task_assignee ON tasks.task (tenant_id, assignee_id, id) WHERE assignee_id IS NOT NULL;
CREATE INDEX task_trash ON tasks.task (tenant_id, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX task_text ON tasks.task USING gin (tenant_id, (title || ' ' || coalesce(notes, '')) public.gin_trgm_ops);

-- Under a policy no index serves ILIKE, so the search runs as the owner, in the tenant that the door has set, and gives ids
-- that are joined back under the policy. The newest 10,000 matches.
CREATE FUNCTION tasks.matching(needle text) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT task.id FROM tasks.task
    WHERE tenant_id = nullif(current_setting('steward.tenant', true), '')::uuid
        AND title || ' ' || coalesce(notes, '') ILIKE
            '%' || replace(replace(replace(needle, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    ORDER BY task.id DESC LIMIT 10000
$$;
REVOKE ALL ON FUNCTION tasks.matching(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tasks.matching(text) TO {{server}};
