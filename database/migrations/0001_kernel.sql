-- The kernel: journal, idempotency keys, jobs, and the functions that every module's tables stand on.
-- {{server}} is the name of the server's role: it owns nothing and passes row security.

CREATE SCHEMA kernel;
GRANT USAGE ON SCHEMA kernel TO {{server}};

-- Puts a tenant-owned table behind the database's wall. Row security is enabled, not forced: FORCE would make the owner's
-- backfills update nothing, in silence.
CREATE FUNCTION kernel.guard(guarded regclass, grants text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format(
        'CREATE POLICY tenant ON %s USING (tenant_id = nullif(current_setting(''steward.tenant'', true), '''')::uuid) '
        'WITH CHECK (tenant_id = nullif(current_setting(''steward.tenant'', true), '''')::uuid)', guarded);
    EXECUTE format('GRANT %s ON %s TO {{server}}', grants, guarded);
END $$;

-- One row. A restore begins a new epoch, so that positions in the feed of before are known to be gone.
CREATE TABLE kernel.installation (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    epoch integer NOT NULL DEFAULT 1
);
INSERT INTO kernel.installation DEFAULT VALUES;
GRANT SELECT ON kernel.installation TO {{server}};

CREATE FUNCTION kernel.epoch() RETURNS integer LANGUAGE sql STABLE AS 'SELECT epoch FROM kernel.installation';

-- For a restore, as the owner: what was read before it is known to be gone.
CREATE FUNCTION kernel.begin_epoch() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE kernel.installation SET epoch = epoch + 1;
    EXECUTE format('ALTER TABLE kernel.change ALTER COLUMN epoch SET DEFAULT %s', kernel.epoch());
END $$;

-- Below this transaction id nothing can still be committed: readers of the feed stop here.
CREATE FUNCTION kernel.horizon() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint';

CREATE TABLE kernel.change (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    -- kernel.begin_epoch sets the default anew: a look into kernel.installation would cost each change as much as its row.
    epoch integer NOT NULL DEFAULT 1,
    xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    number bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    operation text NOT NULL,
    surface text NOT NULL,
    user_id uuid,
    agent text,
    run_id uuid,
    conversation_id uuid,
    batch_id uuid,
    correlation_id text NOT NULL,
    events jsonb NOT NULL,
    calls text[] NOT NULL,
    undoes uuid[] NOT NULL,
    summary text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX change_feed ON kernel.change (tenant_id, epoch, xid, number);
CREATE INDEX change_run ON kernel.change (tenant_id, run_id) WHERE run_id IS NOT NULL;
CREATE INDEX change_conversation ON kernel.change (tenant_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX change_undo ON kernel.change (tenant_id, xid) WHERE cardinality(undoes) > 0;
SELECT kernel.guard('kernel.change', 'SELECT, INSERT');

CREATE TABLE kernel.change_row (
    tenant_id uuid NOT NULL,
    change_id uuid NOT NULL,
    number integer NOT NULL,
    entity text NOT NULL,
    row_id uuid NOT NULL,
    kind text NOT NULL,
    before jsonb,
    after jsonb,
    PRIMARY KEY (tenant_id, change_id, number)
);
CREATE INDEX change_row_entity ON kernel.change_row (tenant_id, entity, row_id);
SELECT kernel.guard('kernel.change_row', 'SELECT, INSERT');

CREATE TABLE kernel.idempotency_key (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    result text,
    change_id uuid,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id, key)
);
CREATE INDEX idempotency_key_age ON kernel.idempotency_key (created_at);
SELECT kernel.guard('kernel.idempotency_key', 'SELECT, INSERT');

CREATE TABLE kernel.job (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid,
    scopes bigint NOT NULL,
    agent text,
    run_id uuid,
    conversation_id uuid,
    operation text NOT NULL,
    input jsonb NOT NULL,
    run_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    leased_until timestamptz,
    failed_at timestamptz,
    error text,
    correlation_id text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX job_due ON kernel.job (run_at) WHERE failed_at IS NULL;
SELECT kernel.guard('kernel.job', 'SELECT, INSERT, DELETE');

-- The porch: what must be reached before a tenant is known, or across tenants. Each does one thing and tells no more.

CREATE FUNCTION kernel.claim_jobs(how_many integer)
RETURNS TABLE (id uuid, tenant_id uuid, user_id uuid, scopes bigint, agent text, run_id uuid, conversation_id uuid, operation text, input text,
    correlation_id text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE kernel.job SET leased_until = now() + interval '1 minute', attempts = attempts + 1
    WHERE (job.tenant_id, job.id) IN (
        SELECT due.tenant_id, due.id FROM kernel.job due
        WHERE due.run_at <= now() AND due.failed_at IS NULL AND (due.leased_until IS NULL OR due.leased_until < now())
        ORDER BY due.run_at LIMIT how_many FOR UPDATE SKIP LOCKED)
    RETURNING job.id, job.tenant_id, job.user_id, job.scopes, job.agent, job.run_id, job.conversation_id, job.operation, job.input::text,
        job.correlation_id
$$;

CREATE FUNCTION kernel.fail_job(failed_tenant uuid, failed_job uuid, why text, for_good boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE kernel.job SET
        error = left(why, 500),
        leased_until = NULL,
        run_at = now() + least(interval '1 hour', interval '1 second' * 4 ^ attempts),
        failed_at = CASE WHEN for_good OR attempts >= 8 THEN now() END
    WHERE tenant_id = failed_tenant AND id = failed_job
$$;

-- True if the row stands in another tenant. For the log, after a 404 has been sent.
CREATE FUNCTION kernel.stands_elsewhere(in_schema text, in_table text, not_tenant uuid, wanted uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE found_it boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE id = $1 AND tenant_id <> $2)', in_schema, in_table)
        INTO found_it USING wanted, not_tenant;
    RETURN found_it;
END $$;

-- Takes away what has outlived its time, a bounded piece at a time: keys and failed jobs after 30 days, images after 400.
CREATE FUNCTION kernel.sweep() RETURNS integer
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
    RETURN swept + more;
END $$;

-- For operations without a caller, once the handler has proved who it is.
CREATE FUNCTION kernel.admit(p_tenant uuid, p_user uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('steward.tenant', p_tenant::text, true);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA kernel FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel.epoch(), kernel.horizon(), kernel.claim_jobs(integer), kernel.fail_job(uuid, uuid, text, boolean),
    kernel.stands_elsewhere(text, text, uuid, uuid), kernel.sweep(), kernel.admit(uuid, uuid) TO {{server}};
