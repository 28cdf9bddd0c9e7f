-- Outside MCP servers: which a tenant has, what they offer, and what was asked of them.

CREATE TABLE assistant.outside_server (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('Catalogue', 'Http')),
    entry text,
    url text,
    header text,
    sealed_secret bytea,
    is_enabled boolean NOT NULL,
    allows_all boolean NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    listed_at timestamptz,
    problem text,
    left_out text,
    created_by uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((kind = 'Catalogue') = (entry IS NOT NULL)),
    CHECK ((kind = 'Http') = (url IS NOT NULL))
);
SELECT kernel.guard('assistant.outside_server');

CREATE TABLE assistant.server_version (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    server_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    url text,
    header text,
    is_enabled boolean NOT NULL,
    choices text NOT NULL,
    created_by uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, server_id, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (tenant_id, server_id) REFERENCES assistant.outside_server (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
);
SELECT kernel.guard('assistant.server_version');

CREATE TABLE assistant.outside_tool (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    server_id uuid NOT NULL,
    name text NOT NULL,
    definition text NOT NULL,
    hash text NOT NULL,
    is_allowed boolean NOT NULL,
    is_unasked boolean NOT NULL,
    is_offered boolean NOT NULL,
    new_definition text,
    new_hash text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, server_id, name) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (tenant_id, server_id) REFERENCES assistant.outside_server (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((new_definition IS NULL) = (new_hash IS NULL))
);
SELECT kernel.guard('assistant.outside_tool');

-- It outlives its server: what has left Steward has left it.
CREATE TABLE assistant.outside_call (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    server_id uuid NOT NULL,
    server text NOT NULL,
    tool text NOT NULL,
    hash text NOT NULL,
    arguments text NOT NULL,
    user_id uuid NOT NULL,
    agent text,
    run_id uuid,
    state text NOT NULL CHECK (state IN ('Pending', 'Done', 'Failed', 'Unknown')),
    result text,
    problem text,
    ended_at timestamptz,
    decided_by uuid,
    note text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX outside_call_user ON assistant.outside_call (tenant_id, user_id, id);
CREATE INDEX outside_call_open ON assistant.outside_call (tenant_id) WHERE state = 'Pending';
SELECT kernel.guard('assistant.outside_call');

-- Machinery: what nodes have to do outside of any transaction. Whoever does it holds a lease.
CREATE TABLE assistant.outside_work (
    tenant_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('Call', 'List')),
    id uuid NOT NULL,
    node uuid,
    leased_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, kind, id)
);
CREATE INDEX outside_work_due ON assistant.outside_work (created_at);
SELECT kernel.guard('assistant.outside_work', 'SELECT, INSERT, UPDATE, DELETE');

-- Within the transaction that asks for it: row security holds.

CREATE FUNCTION assistant.add_outside_work(p_tenant uuid, p_kind text, p_id uuid) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO assistant.outside_work (tenant_id, kind, id) VALUES (p_tenant, p_kind, p_id) ON CONFLICT DO NOTHING
$$;

-- True: there was such work.
CREATE FUNCTION assistant.end_outside_work(p_tenant uuid, p_kind text, p_id uuid) RETURNS boolean
LANGUAGE sql AS $$
    DELETE FROM assistant.outside_work WHERE tenant_id = p_tenant AND kind = p_kind AND id = p_id RETURNING true
$$;

-- What nodes ask, of whichever tenant.

-- Is on the disk before it answers: who was told to make a call is the only one who ever is. What another node was told before and has not ended is lost.
-- Of one tenant a node does no more than p_each at once: the others' work is done beside it.
CREATE FUNCTION assistant.claim_outside_work(p_node uuid, p_most integer, p_each integer, p_lease interval, p_tenants uuid[])
RETURNS TABLE (tenant_id uuid, kind text, id uuid, is_lost boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH doing AS (
        SELECT w.tenant_id, count(*) AS number FROM assistant.outside_work w
        WHERE w.node = p_node AND w.leased_until >= now() GROUP BY w.tenant_id),
    waiting AS (
        SELECT w.tenant_id, w.kind, w.id, row_number() OVER (PARTITION BY w.tenant_id ORDER BY w.created_at, w.id) AS place
        FROM assistant.outside_work w
        WHERE (w.leased_until IS NULL OR w.leased_until < now()) AND (p_tenants IS NULL OR w.tenant_id = ANY (p_tenants))),
    due AS (
        SELECT w.tenant_id, w.kind, w.id, w.node IS NOT NULL AS is_lost FROM assistant.outside_work w
        JOIN waiting q ON q.tenant_id = w.tenant_id AND q.kind = w.kind AND q.id = w.id
        LEFT JOIN doing d ON d.tenant_id = w.tenant_id
        WHERE (w.leased_until IS NULL OR w.leased_until < now()) AND q.place + coalesce(d.number, 0) <= p_each
        ORDER BY w.created_at LIMIT p_most FOR UPDATE OF w SKIP LOCKED)
    UPDATE assistant.outside_work o SET node = p_node, leased_until = now() + p_lease FROM due
    WHERE o.tenant_id = due.tenant_id AND o.kind = due.kind AND o.id = due.id
    RETURNING o.tenant_id, o.kind, o.id, due.is_lost
$$;

CREATE FUNCTION assistant.keep_outside_work(p_node uuid, p_tenants uuid[], p_kinds text[], p_ids uuid[], p_lease interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE assistant.outside_work w SET leased_until = now() + p_lease
    FROM unnest(p_tenants, p_kinds, p_ids) AS mine (tenant_id, kind, id)
    WHERE w.tenant_id = mine.tenant_id AND w.kind = mine.kind AND w.id = mine.id AND w.node = p_node
$$;

CREATE FUNCTION assistant.outcome_of(p_tenant uuid, p_user uuid, p_id uuid) RETURNS TABLE (state text, result text, problem text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT state, result, problem FROM assistant.outside_call WHERE tenant_id = p_tenant AND user_id = p_user AND id = p_id
$$;

REVOKE ALL ON FUNCTION
    assistant.add_outside_work, assistant.end_outside_work, assistant.claim_outside_work, assistant.keep_outside_work, assistant.outcome_of
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    assistant.add_outside_work, assistant.end_outside_work, assistant.claim_outside_work, assistant.keep_outside_work, assistant.outcome_of
TO {{server}};
