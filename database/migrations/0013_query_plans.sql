-- Look-ups that make plans of filters independent of statistics, and the order that people ask for most.

-- How many tasks have each of the labels, or are each member's; counted up to a bound.
CREATE FUNCTION tasks.count_referring(tenant uuid, targets uuid[], most integer) RETURNS TABLE (target_id uuid, tasks integer) LANGUAGE sql STABLE AS $$
    SELECT target, (SELECT count(*)::integer FROM (
        SELECT FROM tasks.task_reference r
        WHERE r.tenant_id = tenant AND r.target_id = target LIMIT most) counted)
    FROM unnest(targets) target
$$;

-- As tasks.referring_to_any, for targets that few tasks have. It is not put in its place, because of the SET: so the planner
-- believes ROWS, and begins with it.
CREATE FUNCTION tasks.referring_few(targets uuid[]) RETURNS TABLE (task_id uuid)
LANGUAGE sql STABLE ROWS 50 SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.task_id FROM tasks.task_reference r
    WHERE r.tenant_id = nullif(current_setting('steward.tenant', true), '')::uuid AND r.target_id = ANY (targets)
$$;

-- What is open, by urgency and then by the day: `open order by priority, due`.
CREATE INDEX task_urgent ON tasks.task (tenant_id, priority, due_date, id)
    WHERE status IN ('Todo', 'InProgress', 'InReview') AND deleted_at IS NULL;
