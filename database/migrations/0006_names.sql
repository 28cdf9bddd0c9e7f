-- Rows are found by their names, as they are written or in other letters' case.

-- The text without its letters' case, in any language; compared byte by byte, so that an index on it outlives a new ICU.
CREATE FUNCTION kernel.folded(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT lower(given COLLATE "und-x-icu") COLLATE "C" $$;
REVOKE ALL ON FUNCTION kernel.folded(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel.folded(text) TO {{server}};

CREATE INDEX task_title ON tasks.task (tenant_id, kernel.folded(title));

-- Under a policy no index serves a function of a column unless it is leakproof, which lower is not. So this runs as the owner, as the
-- search does, in the tenant that the door has set, and gives ids that are joined back under the policy.
CREATE FUNCTION tasks.called(names text[], any_case boolean) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
    SELECT task.id, given.name FROM unnest(names) AS given (name)
        JOIN tasks.task ON task.tenant_id = nullif(current_setting('steward.tenant', true), '')::uuid
            AND kernel.folded(task.title) = kernel.folded(given.name)
    WHERE any_case OR task.title = given.name
    UNION ALL
    -- By its key, HOME-12: that of its project, and its number there.
    SELECT task.id, given.name FROM unnest(names) AS given (name)
        JOIN tasks.project ON project.tenant_id = nullif(current_setting('steward.tenant', true), '')::uuid
            AND project.key = upper(substring(given.name FROM '^([A-Za-z][A-Za-z0-9]{0,9})-[0-9]{1,15}$'))
        JOIN tasks.task ON task.tenant_id = project.tenant_id AND task.project_id = project.id
            AND task.number = substring(given.name FROM '^[A-Za-z][A-Za-z0-9]{0,9}-([0-9]{1,15})$')::bigint
$$;
REVOKE ALL ON FUNCTION tasks.called(text[], boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tasks.called(text[], boolean) TO {{server}};
