-- The query language of tasks: look-ups that it needs, and the index of what is open.

-- What is open, by the day: `overdue`, `open order by due`, `open and due <= today+7d`. Most tasks of an old tenant are done.
CREATE INDEX task_open ON tasks.task (tenant_id, due_date, id)
    WHERE status IN ('Todo', 'InProgress', 'InReview') AND deleted_at IS NULL;

-- As tasks.referring, for any of several.
CREATE FUNCTION tasks.referring_to_any(targets uuid[]) RETURNS TABLE (task_id uuid) LANGUAGE sql STABLE AS $$
    SELECT r.task_id FROM tasks.task_reference r
    WHERE r.tenant_id = nullif(current_setting('steward.tenant', true), '')::uuid AND r.target_id = ANY (targets)
$$;

-- These projects with all that stand within them; UNION, so that it would end in a circle too.
CREATE FUNCTION tasks.projects_within(projects uuid[]) RETURNS TABLE (id uuid) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE within AS (
        SELECT p.id FROM tasks.project p
        WHERE p.tenant_id = nullif(current_setting('steward.tenant', true), '')::uuid AND p.id = ANY (projects)
        UNION
        SELECT p.id FROM within JOIN tasks.project p
            ON p.tenant_id = nullif(current_setting('steward.tenant', true), '')::uuid AND p.parent_id = within.id
    )
    SELECT within.id FROM within
$$;

-- The instant at which clocks in the zone show that time. PostgreSQL takes the second of a time that they show twice in autumn, Steward
-- the first. A zone that this PostgreSQL does not know counts as UTC: one task must not make all lists fail.
CREATE FUNCTION tasks.due_at(due_date date, due_time time, due_zone text) RETURNS timestamptz
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    local timestamp := due_date + due_time;
    instant timestamptz;
BEGIN
    instant := local AT TIME ZONE due_zone;
    RETURN CASE
        WHEN (instant - interval '1 hour') AT TIME ZONE due_zone = local THEN instant - interval '1 hour'
        WHEN (instant - interval '30 minutes') AT TIME ZONE due_zone = local THEN instant - interval '30 minutes'
        ELSE instant
    END;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN local AT TIME ZONE 'UTC';
END $$;
