CREATE OR REPLACE FUNCTION assistant.add_child(
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

DROP FUNCTION assistant.approvals_of(uuid, uuid, uuid[]);
CREATE FUNCTION assistant.approvals_of(p_tenant uuid, p_ids uuid[])
RETURNS TABLE (id uuid, state text, reason text, result text, change_id uuid, decided_by uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT id, CASE WHEN state = 'Pending' AND expires_at <= now() THEN 'Expired' ELSE state END, reason, result, change_id, decided_by
    FROM kernel.approval WHERE tenant_id = p_tenant AND id = ANY (p_ids)
$$;
REVOKE ALL ON FUNCTION assistant.approvals_of(uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assistant.approvals_of(uuid, uuid[]) TO {{server}};

ALTER TABLE kernel.change DROP COLUMN api_key_id;
