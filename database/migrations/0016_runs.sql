-- Conversations with agents, and their runs.

CREATE TABLE assistant.conversation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    title text NOT NULL,
    said_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX conversation_user ON assistant.conversation (tenant_id, user_id, id);
SELECT kernel.guard('assistant.conversation');

CREATE TABLE assistant.run_limits (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    steps_per_run integer NOT NULL,
    minutes_per_run integer NOT NULL,
    tokens_per_run bigint NOT NULL,
    runs_at_once integer NOT NULL,
    tokens_per_day bigint,
    cost_per_day bigint,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT kernel.guard('assistant.run_limits');

-- Machinery: one turn of an agent's work, and what it has come to. Who works on it holds a lease; nobody else writes to it meanwhile.
CREATE TABLE assistant.run (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    user_id uuid NOT NULL,
    agent text,
    said text NOT NULL,
    selection uuid[] NOT NULL,
    caller text NOT NULL,
    state text NOT NULL DEFAULT 'Queued',
    code text,
    message text,
    answer text,
    parent_id uuid,
    root_id uuid NOT NULL,
    depth integer NOT NULL,
    is_tainted boolean NOT NULL,
    named uuid[] NOT NULL,
    input_tokens bigint NOT NULL DEFAULT 0,
    output_tokens bigint NOT NULL DEFAULT 0,
    cost bigint NOT NULL DEFAULT 0,
    is_cancelled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    ended_at timestamptz,
    node uuid,
    leased_until timestamptz,
    -- The approvals and runs that must have ended before it goes on.
    waits_for uuid[] NOT NULL DEFAULT '{}',
    -- How often a node was lost while it worked on it.
    lost integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX run_open ON assistant.run (created_at) WHERE state IN ('Queued', 'Running', 'Waiting');
CREATE INDEX run_conversation ON assistant.run (tenant_id, conversation_id, id);
CREATE INDEX run_root ON assistant.run (tenant_id, root_id);
SELECT kernel.guard('assistant.run', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE assistant.step (
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    call_id text,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, run_id, number)
);
SELECT kernel.guard('assistant.step', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE assistant.usage (
    tenant_id uuid NOT NULL,
    day date NOT NULL,
    agent text NOT NULL,
    model text NOT NULL,
    turns bigint NOT NULL,
    input_tokens bigint NOT NULL,
    output_tokens bigint NOT NULL,
    cost bigint NOT NULL,
    PRIMARY KEY (tenant_id, day, agent, model)
);
SELECT kernel.guard('assistant.usage', 'SELECT, INSERT, UPDATE');

-- A repeated call finds the approval that it waits for, or has waited for.
ALTER TABLE kernel.approval ADD COLUMN idempotency_key text;
CREATE INDEX approval_key ON kernel.approval (tenant_id, requested_by, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- What a person asks of runs, within his own tenant and transaction: row security holds.

CREATE FUNCTION assistant.add_run(
    p_tenant uuid, p_id uuid, p_conversation uuid, p_user uuid, p_agent text, p_said text, p_selection uuid[], p_caller text,
    p_parent uuid, p_root uuid, p_depth integer, p_tainted boolean, p_named uuid[], p_at timestamptz) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO assistant.run (tenant_id, id, conversation_id, user_id, agent, said, selection, caller, parent_id, root_id, depth,
        is_tainted, named, created_at)
    VALUES (p_tenant, p_id, p_conversation, p_user, p_agent, p_said, p_selection, p_caller, p_parent, p_root, p_depth,
        p_tainted, p_named, p_at)
$$;

CREATE FUNCTION assistant.get_run(p_tenant uuid, p_user uuid, p_id uuid) RETURNS SETOF assistant.run
LANGUAGE sql STABLE AS $$
    SELECT * FROM assistant.run WHERE tenant_id = p_tenant AND user_id = p_user AND id = p_id
$$;

CREATE FUNCTION assistant.list_runs(p_tenant uuid, p_conversation uuid, p_before uuid, p_limit integer) RETURNS SETOF assistant.run
LANGUAGE sql STABLE AS $$
    SELECT * FROM assistant.run
    WHERE tenant_id = p_tenant AND conversation_id = p_conversation AND depth = 0 AND (p_before IS NULL OR id < p_before)
    ORDER BY id DESC LIMIT p_limit
$$;

CREATE FUNCTION assistant.list_steps(p_tenant uuid, p_run uuid, p_after integer, p_limit integer)
RETURNS TABLE (number integer, kind text, call_id text, body text, at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT number, kind, call_id, body, at FROM assistant.step
    WHERE tenant_id = p_tenant AND run_id = p_run AND number > p_after ORDER BY number LIMIT p_limit
$$;

CREATE FUNCTION assistant.cancel_run(p_tenant uuid, p_user uuid, p_id uuid) RETURNS void
LANGUAGE sql AS $$
    UPDATE kernel.approval a SET state = 'Expired' FROM assistant.run r
        WHERE r.tenant_id = p_tenant AND r.user_id = p_user AND r.root_id = (
                SELECT root_id FROM assistant.run WHERE tenant_id = p_tenant AND user_id = p_user AND id = p_id)
            AND a.tenant_id = p_tenant AND a.id = ANY (r.waits_for) AND a.state = 'Pending';
    UPDATE assistant.run SET is_cancelled = true
    WHERE tenant_id = p_tenant AND user_id = p_user AND root_id = (
            SELECT root_id FROM assistant.run WHERE tenant_id = p_tenant AND user_id = p_user AND id = p_id)
        AND state IN ('Queued', 'Running', 'Waiting')
$$;

CREATE FUNCTION assistant.delete_runs(p_tenant uuid, p_conversation uuid) RETURNS void
LANGUAGE sql AS $$
    -- First nobody writes to them any more.
    SELECT FROM assistant.run WHERE tenant_id = p_tenant AND conversation_id = p_conversation FOR UPDATE;
    UPDATE kernel.approval a SET state = 'Expired' FROM assistant.run r
        WHERE r.tenant_id = p_tenant AND r.conversation_id = p_conversation AND a.tenant_id = p_tenant AND a.id = ANY (r.waits_for) AND a.state = 'Pending';
    DELETE FROM assistant.step s USING assistant.run r
    WHERE r.tenant_id = p_tenant AND r.conversation_id = p_conversation AND s.tenant_id = p_tenant AND s.run_id = r.id;
    DELETE FROM assistant.run WHERE tenant_id = p_tenant AND conversation_id = p_conversation
$$;

CREATE FUNCTION assistant.list_usage(p_tenant uuid, p_from date, p_until date) RETURNS SETOF assistant.usage
LANGUAGE sql STABLE AS $$
    SELECT * FROM assistant.usage WHERE tenant_id = p_tenant AND day BETWEEN p_from AND p_until ORDER BY day DESC, agent, model
$$;

-- What nodes ask that work on runs, of whichever tenant.
-- None of it waits for the disk: what a run does in the door does, and so stands on the disk only together with all that was noted before.

-- Runs to work on: new ones, those whose node is gone, and those that have what they waited for.
CREATE FUNCTION assistant.claim_runs(p_node uuid, p_most integer, p_lease interval, p_tenants uuid[]) RETURNS SETOF assistant.run
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT set_config('synchronous_commit', 'off', true);
    UPDATE assistant.run SET state = 'Running', node = p_node, lost = run.lost + CASE WHEN run.state = 'Running' THEN 1 ELSE 0 END, leased_until = now() + p_lease, started_at = coalesce(run.started_at, now())
    WHERE (run.tenant_id, run.id) IN (
        SELECT open.tenant_id, open.id FROM assistant.run open JOIN (
            SELECT r.tenant_id, r.id, r.created_at,
                CASE WHEN r.state = 'Queued' AND r.depth = 0 THEN
                    row_number() OVER (PARTITION BY r.tenant_id, r.state, r.depth ORDER BY r.created_at, r.id)
                    + (SELECT count(*) FROM assistant.run o WHERE o.tenant_id = r.tenant_id AND o.state = 'Running' AND o.depth = 0)
                ELSE 0 END AS place,
                coalesce((SELECT l.runs_at_once FROM assistant.run_limits l WHERE l.tenant_id = r.tenant_id LIMIT 1), 20) AS places
            FROM assistant.run r
            WHERE r.state = 'Queued' AND NOT EXISTS (
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
        ) due ON due.tenant_id = open.tenant_id AND due.id = open.id
        WHERE due.place <= due.places AND (p_tenants IS NULL OR open.tenant_id = ANY (p_tenants)) AND open.state IN ('Queued', 'Running', 'Waiting')
            AND NOT (open.state = 'Running' AND open.leased_until >= now())
        ORDER BY due.created_at LIMIT p_most FOR UPDATE OF open SKIP LOCKED)
    RETURNING run.*
$$;

-- Those of the node's runs that are still its own, and which of them a person has cancelled.
CREATE FUNCTION assistant.keep_runs(p_node uuid, p_runs uuid[], p_lease interval) RETURNS TABLE (run_id uuid, is_cancelled boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT set_config('synchronous_commit', 'off', true);
    UPDATE assistant.run SET leased_until = now() + p_lease
    WHERE run.id = ANY (p_runs) AND run.node = p_node AND run.state = 'Running'
    RETURNING run.id, run.is_cancelled
$$;

-- False: the run is another node's, or was deleted; nothing was written.
CREATE FUNCTION assistant.add_steps(
    p_tenant uuid, p_run uuid, p_node uuid, p_from integer, p_kinds text[], p_calls text[], p_bodies text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    -- Until the steps stand, nobody else claims or deletes it.
    PERFORM FROM assistant.run WHERE tenant_id = p_tenant AND id = p_run AND node = p_node AND state = 'Running' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO assistant.step (tenant_id, run_id, number, kind, call_id, body)
        SELECT p_tenant, p_run, p_from + s.place::integer - 1, s.kind, nullif(s.call, ''), s.body
        FROM unnest(p_kinds, p_calls, p_bodies) WITH ORDINALITY AS s (kind, call, body, place);
    RETURN true;
END $$;

CREATE FUNCTION assistant.grow_step(p_tenant uuid, p_run uuid, p_node uuid, p_number integer, p_more text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    UPDATE assistant.step s SET body = s.body || p_more FROM assistant.run r
    WHERE r.tenant_id = p_tenant AND r.id = p_run AND r.node = p_node AND r.state = 'Running'
        AND s.tenant_id = p_tenant AND s.run_id = p_run AND s.number = p_number;
    RETURN FOUND;
END $$;

-- Lets go of a run: it waits, or has ended.
CREATE FUNCTION assistant.leave_run(
    p_tenant uuid, p_run uuid, p_node uuid, p_state text, p_code text, p_message text, p_answer text, p_waits uuid[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    UPDATE assistant.run SET state = p_state, code = p_code, message = p_message, answer = p_answer, waits_for = p_waits,
        node = NULL, leased_until = NULL, ended_at = CASE WHEN p_state NOT IN ('Waiting', 'Queued') THEN now() END
    WHERE tenant_id = p_tenant AND id = p_run AND node = p_node AND state = 'Running';
    RETURN FOUND;
END $$;

CREATE FUNCTION assistant.name_rows(p_tenant uuid, p_run uuid, p_node uuid, p_named uuid[], p_tainted boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    UPDATE assistant.run SET named = p_named, is_tainted = is_tainted OR p_tainted
    WHERE tenant_id = p_tenant AND id = p_run AND node = p_node AND state = 'Running';
    RETURN FOUND;
END $$;

CREATE FUNCTION assistant.count_usage(
    p_tenant uuid, p_run uuid, p_agent text, p_model text, p_input bigint, p_output bigint, p_cost bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT set_config('synchronous_commit', 'off', true);
    UPDATE assistant.run SET input_tokens = input_tokens + p_input, output_tokens = output_tokens + p_output, cost = cost + p_cost
        WHERE tenant_id = p_tenant AND id = p_run;
    INSERT INTO assistant.usage AS u (tenant_id, day, agent, model, turns, input_tokens, output_tokens, cost)
        VALUES (p_tenant, (now() AT TIME ZONE 'UTC')::date, p_agent, p_model, 1, p_input, p_output, p_cost)
        ON CONFLICT (tenant_id, day, agent, model) DO UPDATE SET turns = u.turns + 1, input_tokens = u.input_tokens + p_input,
            output_tokens = u.output_tokens + p_output, cost = u.cost + p_cost
$$;

-- What a node needs to go on with a run: its steps, what came of its approvals, and its children.
CREATE FUNCTION assistant.steps_of(p_tenant uuid, p_run uuid)
RETURNS TABLE (number integer, kind text, call_id text, body text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT number, kind, call_id, body, at FROM assistant.step WHERE tenant_id = p_tenant AND run_id = p_run ORDER BY number
$$;

CREATE FUNCTION assistant.approvals_of(p_tenant uuid, p_ids uuid[])
RETURNS TABLE (id uuid, state text, reason text, result text, change_id uuid, decided_by uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT id, CASE WHEN state = 'Pending' AND expires_at <= now() THEN 'Expired' ELSE state END, reason, result, change_id, decided_by
    FROM kernel.approval WHERE tenant_id = p_tenant AND id = ANY (p_ids)
$$;

CREATE FUNCTION assistant.approval_of(p_tenant uuid, p_user uuid, p_key text) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM kernel.approval WHERE tenant_id = p_tenant AND requested_by = p_user AND idempotency_key = p_key
    ORDER BY requested_at LIMIT 1
$$;

CREATE FUNCTION assistant.runs_below(p_tenant uuid, p_root uuid) RETURNS SETOF assistant.run
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM assistant.run WHERE tenant_id = p_tenant AND root_id = p_root AND depth > 0 ORDER BY id
$$;

CREATE FUNCTION assistant.add_child(
    p_tenant uuid, p_id uuid, p_parent uuid, p_node uuid, p_agent text, p_said text, p_caller text, p_tainted boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    INSERT INTO assistant.run (tenant_id, id, conversation_id, user_id, agent, said, selection, caller, parent_id, root_id, depth,
        is_tainted, named, created_at)
    SELECT p_tenant, p_id, r.conversation_id, r.user_id, p_agent, p_said, '{}', p_caller, r.id, r.root_id, r.depth + 1,
        p_tainted, r.named, now()
    FROM assistant.run r WHERE r.tenant_id = p_tenant AND r.id = p_parent AND r.node = p_node AND r.state = 'Running' AND NOT r.is_cancelled
    FOR UPDATE OF r
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

CREATE FUNCTION assistant.earlier_runs(p_tenant uuid, p_conversation uuid, p_before uuid, p_limit integer) RETURNS SETOF assistant.run
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM assistant.run WHERE tenant_id = p_tenant AND conversation_id = p_conversation AND depth = 0 AND id < p_before
    ORDER BY id DESC LIMIT p_limit
$$;

CREATE FUNCTION assistant.used_today(p_tenant uuid) RETURNS TABLE (tokens bigint, cost bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum(input_tokens + output_tokens), 0)::bigint, coalesce(sum(cost), 0)::bigint
    FROM assistant.usage WHERE tenant_id = p_tenant AND day = (now() AT TIME ZONE 'UTC')::date
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA assistant FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA assistant TO {{server}};
