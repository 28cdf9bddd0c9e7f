-- Approvals: what an agent may not do by itself waits here as that exact call, until a person decides.

CREATE TABLE kernel.approval_rule (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid,
    target text NOT NULL,
    action text NOT NULL,
    arguments text,
    most integer CHECK (most > 0),
    per text,
    by text NOT NULL,
    wait_hours integer NOT NULL CHECK (wait_hours > 0),
    expires_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT kernel.guard('kernel.approval_rule');

-- Machinery: what of a rule's limit is used. Who adds to it holds the row until the end, so that no two pass a limit side by side.
CREATE TABLE kernel.rule_use (
    tenant_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    begins timestamptz NOT NULL,
    used bigint NOT NULL,
    PRIMARY KEY (tenant_id, rule_id, begins)
);
SELECT kernel.guard('kernel.rule_use', 'SELECT, INSERT, UPDATE');

-- Machinery: the calls themselves. What becomes of one is told by events in the journal; undoing its effect does not ask it again.
CREATE TABLE kernel.approval (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    state text NOT NULL DEFAULT 'Pending',
    requested_by uuid NOT NULL,
    agent text,
    run_id uuid,
    conversation_id uuid,
    credential_kind smallint NOT NULL,
    credential_id uuid NOT NULL,
    scopes bigint NOT NULL,
    tools text[],
    time_zone text,
    operation text NOT NULL,
    input text NOT NULL,
    if_version bigint,
    request_hash bytea NOT NULL,
    reasons text[] NOT NULL,
    by text NOT NULL,
    preview text NOT NULL,
    row_count integer NOT NULL,
    preview_hash text NOT NULL,
    requested_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    reason text,
    change_id uuid,
    result text,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX approval_pending ON kernel.approval (tenant_id, requested_by, request_hash) WHERE state = 'Pending';
CREATE INDEX approval_age ON kernel.approval (requested_at);
SELECT kernel.guard('kernel.approval', 'SELECT, INSERT, UPDATE');

-- The same as before, and calls that were decided on or have run out 400 days ago; uses of limits after as long, but for what is counted as long as its rule stands.
CREATE OR REPLACE FUNCTION kernel.sweep() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE swept integer; more integer;
BEGIN
    DELETE FROM kernel.idempotency_key WHERE (tenant_id, user_id, key) IN
        (SELECT tenant_id, user_id, key FROM kernel.idempotency_key WHERE created_at < now() - interval '30 days' LIMIT 5000);
    GET DIAGNOSTICS swept = ROW_COUNT;
    UPDATE kernel.change_row r SET before = NULL, after = NULL FROM (
        SELECT c.tenant_id, c.id FROM kernel.change c
        WHERE c.at < now() - interval '400 days' AND EXISTS (
            SELECT FROM kernel.change_row x WHERE x.tenant_id = c.tenant_id AND x.change_id = c.id AND (x.before IS NOT NULL OR x.after IS NOT NULL))
        LIMIT 5000
    ) old WHERE r.tenant_id = old.tenant_id AND r.change_id = old.id;
    GET DIAGNOSTICS more = ROW_COUNT;
    DELETE FROM kernel.job WHERE failed_at < now() - interval '30 days';
    DELETE FROM kernel.progress WHERE at < now() - interval '1 day';
    DELETE FROM kernel.approval WHERE requested_at < now() - interval '400 days';
    DELETE FROM kernel.rule_use u WHERE u.begins < now() - interval '400 days' AND NOT EXISTS (
        SELECT FROM kernel.approval_rule r WHERE r.tenant_id = u.tenant_id AND r.id = u.rule_id AND r.per IS NULL);
    RETURN swept + more;
END $$;
