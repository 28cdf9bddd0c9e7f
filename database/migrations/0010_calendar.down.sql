DROP FUNCTION identity.find_api_key(bytea);
CREATE FUNCTION identity.find_api_key(p_hash bytea)
RETURNS TABLE (tenant_id uuid, user_id uuid, id uuid, scopes text[], expires_at timestamptz, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.tenant_id, k.user_id, k.id, k.scopes, k.expires_at, m.role FROM identity.secret s
        JOIN identity.api_key k ON k.tenant_id = s.tenant_id AND k.id = s.id
        JOIN identity.membership m ON m.tenant_id = k.tenant_id AND m.id = k.user_id
    WHERE s.hash = p_hash AND s.kind = 'api_key' AND k.revoked_at IS NULL AND k.expires_at > now()
$$;
REVOKE ALL ON FUNCTION identity.find_api_key(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.find_api_key(bytea) TO {{server}};

-- Without its limit it would be a key to more.
UPDATE identity.api_key SET revoked_at = now() WHERE operations IS NOT NULL AND revoked_at IS NULL;
ALTER TABLE identity.api_key DROP COLUMN operations;
