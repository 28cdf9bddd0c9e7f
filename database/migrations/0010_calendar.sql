-- A key may be limited to some operations: a calendar's link holds one that can do nothing but read the calendar.
ALTER TABLE identity.api_key ADD COLUMN operations text[];

DROP FUNCTION identity.find_api_key(bytea);
CREATE FUNCTION identity.find_api_key(p_hash bytea)
RETURNS TABLE (tenant_id uuid, user_id uuid, id uuid, scopes text[], expires_at timestamptz, role text, operations text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.tenant_id, k.user_id, k.id, k.scopes, k.expires_at, m.role, k.operations FROM identity.secret s
        JOIN identity.api_key k ON k.tenant_id = s.tenant_id AND k.id = s.id
        JOIN identity.membership m ON m.tenant_id = k.tenant_id AND m.id = k.user_id
    WHERE s.hash = p_hash AND s.kind = 'api_key' AND k.revoked_at IS NULL AND k.expires_at > now()
$$;
REVOKE ALL ON FUNCTION identity.find_api_key(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.find_api_key(bytea) TO {{server}};
