-- Import and export: how far a long command is.

-- Machinery: what a long command reports while it runs, outside of its transaction.
CREATE TABLE kernel.progress (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id, id)
);
CREATE INDEX progress_age ON kernel.progress (at);
SELECT kernel.guard('kernel.progress', 'SELECT, INSERT, UPDATE');

-- Takes away what has outlived its time, a bounded piece at a time: progress after a day, keys and failed jobs after 30 days, images
-- after 400.
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
    RETURN swept + more;
END $$;
