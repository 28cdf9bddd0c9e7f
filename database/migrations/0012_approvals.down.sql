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
DROP TABLE kernel.approval;
DROP TABLE kernel.rule_use;
DROP TABLE kernel.approval_rule;
