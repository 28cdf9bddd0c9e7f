-- A message is worked on at once by the server that stores it; a run's notes go together; tenants take turns for a server's places.
-- What servers of before call stands beside these, with fewer arguments.

-- True: the node that asks works on it from the start. It does so where a place is free and nothing is said before that still waits; else,
-- and where somebody else is being asked at the same moment, the run is anybody's, in its turn.
CREATE FUNCTION assistant.add_run(
    p_tenant uuid, p_id uuid, p_conversation uuid, p_user uuid, p_agent text, p_said text, p_selection uuid[], p_caller text,
    p_parent uuid, p_root uuid, p_depth integer, p_tainted boolean, p_named uuid[], p_at timestamptz, p_node uuid, p_lease interval)
RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    is_mine boolean := false;
BEGIN
    IF p_node IS NOT NULL AND pg_try_advisory_xact_lock(hashtextextended('runs of ' || p_tenant, 0)) THEN
        SELECT count(*) < coalesce((SELECT l.runs_at_once FROM assistant.run_limits l WHERE l.tenant_id = p_tenant LIMIT 1), 20)
                AND NOT coalesce(bool_or(r.conversation_id = p_conversation), false)
            INTO is_mine
            FROM assistant.run r WHERE r.tenant_id = p_tenant AND r.depth = 0 AND r.state IN ('Queued', 'Running');
    END IF;
    INSERT INTO assistant.run (tenant_id, id, conversation_id, user_id, agent, said, selection, caller, parent_id, root_id, depth,
        is_tainted, named, created_at, state, node, leased_until, started_at)
    VALUES (p_tenant, p_id, p_conversation, p_user, p_agent, p_said, p_selection, p_caller, p_parent, p_root, p_depth,
        p_tainted, p_named, p_at, CASE WHEN is_mine THEN 'Running' ELSE 'Queued' END, CASE WHEN is_mine THEN p_node END,
        CASE WHEN is_mine THEN clock_timestamp() + p_lease END, CASE WHEN is_mine THEN clock_timestamp() END);
    RETURN is_mine;
END $$;

-- The run's state with each step; without steps it stands alone.
CREATE FUNCTION assistant.list_steps(p_tenant uuid, p_user uuid, p_run uuid, p_after integer, p_limit integer)
RETURNS TABLE (state text, number integer, kind text, call_id text, body text, at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT r.state, s.number, s.kind, s.call_id, s.body, s.at FROM assistant.run r LEFT JOIN LATERAL (
        SELECT * FROM assistant.step WHERE tenant_id = p_tenant AND run_id = p_run AND number > p_after ORDER BY number LIMIT p_limit) s ON true
    WHERE r.tenant_id = p_tenant AND r.user_id = p_user AND r.id = p_run ORDER BY s.number
$$;

-- Runs to work on: new ones, those whose node is gone, and those that have what they waited for.
-- The tenants take turns, and the last places of a node are for those who hold few of them.
CREATE FUNCTION assistant.claim_runs(p_node uuid, p_most integer, p_few integer, p_last integer, p_lease interval, p_tenants uuid[])
RETURNS SETOF assistant.run
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    settled uuid[];
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    -- Of a tenant whose next run is being stored at this moment it is not known how many work. What is seen below was there after this.
    settled := ARRAY(
        SELECT fresh.tenant_id FROM (
            SELECT DISTINCT q.tenant_id FROM assistant.run q
            WHERE q.state = 'Queued' AND q.depth = 0 AND (p_tenants IS NULL OR q.tenant_id = ANY (p_tenants))) fresh
        WHERE pg_try_advisory_xact_lock_shared(hashtextextended('runs of ' || fresh.tenant_id, 0)));
    RETURN QUERY
    UPDATE assistant.run SET state = 'Running', node = p_node, lost = run.lost + CASE WHEN run.state = 'Running' THEN 1 ELSE 0 END,
        leased_until = now() + p_lease, started_at = coalesce(run.started_at, clock_timestamp())
    WHERE (run.tenant_id, run.id) IN (
        SELECT open.tenant_id, open.id FROM assistant.run open JOIN (
            SELECT shared.*, row_number() OVER (ORDER BY shared.share, shared.created_at, shared.id) AS turn FROM (
                SELECT due.*, row_number() OVER (PARTITION BY due.tenant_id ORDER BY due.created_at, due.id)
                    + (SELECT count(*) FROM assistant.run h WHERE h.tenant_id = due.tenant_id AND h.state = 'Running' AND h.node = p_node) AS share
                FROM (
                    SELECT r.tenant_id, r.id, r.created_at,
                        CASE WHEN r.state = 'Queued' AND r.depth = 0 THEN
                            row_number() OVER (PARTITION BY r.tenant_id, r.state, r.depth ORDER BY r.created_at, r.id)
                            + (SELECT count(*) FROM assistant.run o WHERE o.tenant_id = r.tenant_id AND o.state = 'Running' AND o.depth = 0)
                        ELSE 0 END AS place,
                        coalesce((SELECT l.runs_at_once FROM assistant.run_limits l WHERE l.tenant_id = r.tenant_id LIMIT 1), 20) AS places
                    FROM assistant.run r
                    WHERE r.state = 'Queued' AND (r.depth > 0 OR r.tenant_id = ANY (settled)) AND NOT EXISTS (
                            -- What was said before in the same conversation is answered before, unless it waits for a person.
                            SELECT FROM assistant.run e WHERE e.tenant_id = r.tenant_id AND e.conversation_id = r.conversation_id
                                AND e.state IN ('Queued', 'Running') AND e.depth = 0 AND r.depth = 0 AND e.id < r.id)
                        OR r.state = 'Running' AND r.leased_until < now()
                        OR r.state = 'Waiting' AND (r.is_cancelled OR NOT EXISTS (
                                SELECT FROM kernel.approval a WHERE a.tenant_id = r.tenant_id AND a.id = ANY (r.waits_for)
                                    AND a.state = 'Pending' AND a.expires_at > now())
                            AND NOT EXISTS (
                                SELECT FROM assistant.run c WHERE c.tenant_id = r.tenant_id AND c.id = ANY (r.waits_for)
                                    AND c.state IN ('Queued', 'Running', 'Waiting')))
                ) due WHERE due.place <= due.places AND (p_tenants IS NULL OR due.tenant_id = ANY (p_tenants))
            ) shared
        ) due ON due.tenant_id = open.tenant_id AND due.id = open.id
        WHERE (due.share <= p_few OR due.turn <= p_most - p_last) AND open.state IN ('Queued', 'Running', 'Waiting')
            AND NOT (open.state = 'Running' AND open.leased_until >= now())
        ORDER BY due.turn LIMIT p_most FOR UPDATE OF open SKIP LOCKED)
    RETURNING run.*;
END $$;

-- Tells whether what a tenant has configured for its runs is still what it was: models, agents, limits, other servers and their tools.
CREATE FUNCTION assistant.setup_of(p_tenant uuid) RETURNS TABLE (setup text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', c.id, c.version, c.updated_at), 0))) FROM (
        SELECT id, version, updated_at FROM assistant.model_provider WHERE tenant_id = p_tenant
        UNION ALL SELECT id, version, updated_at FROM assistant.agent_file WHERE tenant_id = p_tenant
        UNION ALL SELECT id, version, updated_at FROM assistant.run_limits WHERE tenant_id = p_tenant
        UNION ALL SELECT id, version, updated_at FROM assistant.outside_server WHERE tenant_id = p_tenant
        UNION ALL SELECT id, version, updated_at FROM assistant.outside_tool WHERE tenant_id = p_tenant) c
$$;

-- Null: the run is another node's, or was deleted; nothing was written. Else what is configured, for what comes next.
-- What a model has taken is counted in the same moment as its answer is stored.
CREATE FUNCTION assistant.add_steps(
    p_tenant uuid, p_run uuid, p_node uuid, p_from integer, p_kinds text[], p_calls text[], p_bodies text[],
    p_agent text, p_model text, p_input bigint, p_output bigint, p_cost bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    -- Until the steps stand, nobody else claims or deletes it.
    PERFORM FROM assistant.run WHERE tenant_id = p_tenant AND id = p_run AND node = p_node AND state = 'Running' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    INSERT INTO assistant.step (tenant_id, run_id, number, kind, call_id, body)
        SELECT p_tenant, p_run, p_from + s.place::integer - 1, s.kind, nullif(s.call, ''), s.body
        FROM unnest(p_kinds, p_calls, p_bodies) WITH ORDINALITY AS s (kind, call, body, place);
    IF p_model IS NOT NULL THEN
        UPDATE assistant.run SET input_tokens = input_tokens + p_input, output_tokens = output_tokens + p_output, cost = cost + p_cost
            WHERE tenant_id = p_tenant AND id = p_run;
        INSERT INTO assistant.usage AS u (tenant_id, day, agent, model, turns, input_tokens, output_tokens, cost)
            VALUES (p_tenant, (now() AT TIME ZONE 'UTC')::date, p_agent, p_model, 1, p_input, p_output, p_cost)
            ON CONFLICT (tenant_id, day, agent, model) DO UPDATE SET turns = u.turns + 1, input_tokens = u.input_tokens + p_input,
                output_tokens = u.output_tokens + p_output, cost = u.cost + p_cost;
    END IF;
    RETURN (SELECT s.setup FROM assistant.setup_of(p_tenant) s);
END $$;

-- What others do for a run that has no use for it any more is stopped, and nobody is asked about it.
CREATE FUNCTION assistant.cancel_below(p_tenant uuid, p_run uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE below AS (
        SELECT id, waits_for FROM assistant.run
        WHERE tenant_id = p_tenant AND parent_id = p_run AND root_id = (SELECT root_id FROM assistant.run WHERE tenant_id = p_tenant AND id = p_run)
        UNION ALL
        SELECT r.id, r.waits_for FROM below b JOIN assistant.run r
            ON r.tenant_id = p_tenant AND r.parent_id = b.id
            AND r.root_id = (SELECT root_id FROM assistant.run WHERE tenant_id = p_tenant AND id = p_run)
    ), expired AS (
        UPDATE kernel.approval a SET state = 'Expired' FROM below b
        WHERE a.tenant_id = p_tenant AND a.id = ANY (b.waits_for) AND a.state = 'Pending')
    UPDATE assistant.run r SET is_cancelled = true FROM below b
    WHERE r.tenant_id = p_tenant AND r.id = b.id AND r.state IN ('Queued', 'Running', 'Waiting')
$$;

-- Lets go of a run, with its last steps: it waits, or has ended.
CREATE FUNCTION assistant.leave_run(
    p_tenant uuid, p_run uuid, p_node uuid, p_from integer, p_kinds text[], p_calls text[], p_bodies text[],
    p_agent text, p_model text, p_input bigint, p_output bigint, p_cost bigint,
    p_state text, p_code text, p_message text, p_answer text, p_waits uuid[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    setup text := assistant.add_steps(p_tenant, p_run, p_node, p_from, p_kinds, p_calls, p_bodies, p_agent, p_model, p_input, p_output, p_cost);
BEGIN
    IF setup IS NOT NULL THEN
        UPDATE assistant.run SET state = p_state, code = p_code, message = p_message, answer = p_answer, waits_for = p_waits,
            node = NULL, leased_until = NULL, ended_at = CASE WHEN p_state NOT IN ('Waiting', 'Queued') THEN now() END
        WHERE tenant_id = p_tenant AND id = p_run;
        IF p_state IN ('Failed', 'Cancelled') THEN
            PERFORM assistant.cancel_below(p_tenant, p_run);
        END IF;
    END IF;
    RETURN setup;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA assistant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    assistant.add_run(uuid, uuid, uuid, uuid, text, text, uuid[], text, uuid, uuid, integer, boolean, uuid[], timestamptz, uuid, interval),
    assistant.list_steps(uuid, uuid, uuid, integer, integer),
    assistant.claim_runs(uuid, integer, integer, integer, interval, uuid[]),
    assistant.setup_of,
    assistant.add_steps(uuid, uuid, uuid, integer, text[], text[], text[], text, text, bigint, bigint, bigint),
    assistant.leave_run(uuid, uuid, uuid, integer, text[], text[], text[], text, text, bigint, bigint, bigint, text, text, text, text, uuid[])
TO {{server}};
