-- The live feed: tickets that open it (machinery), and one look for a whole server whether something has happened.

CREATE TABLE kernel.live_ticket (
    hash bytea PRIMARY KEY,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    credential_kind smallint NOT NULL,
    credential_id uuid NOT NULL,
    scopes bigint NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX live_ticket_age ON kernel.live_ticket (expires_at);
ALTER TABLE kernel.live_ticket ENABLE ROW LEVEL SECURITY;

-- Porch: the hash is of 256 random bits, so that it names its ticket as well as the ticket itself does.
CREATE FUNCTION kernel.add_ticket(
    p_hash bytea, p_tenant uuid, p_user uuid, p_credential_kind smallint, p_credential uuid, p_scopes bigint, p_life interval)
RETURNS timestamptz LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM kernel.live_ticket WHERE hash IN (
        SELECT hash FROM kernel.live_ticket WHERE expires_at < now() LIMIT 100 FOR UPDATE SKIP LOCKED);
    INSERT INTO kernel.live_ticket (hash, tenant_id, user_id, credential_kind, credential_id, scopes, expires_at)
        VALUES (p_hash, p_tenant, p_user, p_credential_kind, p_credential, p_scopes, now() + p_life)
        RETURNING expires_at
$$;

-- Porch: once.
CREATE FUNCTION kernel.take_ticket(p_hash bytea)
RETURNS TABLE (tenant_id uuid, user_id uuid, credential_kind smallint, credential_id uuid, scopes bigint, role text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM kernel.live_ticket t WHERE t.hash = p_hash AND t.expires_at > now()
        RETURNING t.tenant_id, t.user_id, t.credential_kind, t.credential_id, t.scopes,
            (SELECT m.role FROM identity.membership m WHERE m.tenant_id = t.tenant_id AND m.id = t.user_id)
$$;

-- Porch: where the feeds of these tenants end, and whether there is more that may be read as soon as older transactions have
-- ended. It tells positions, no more.
CREATE FUNCTION kernel.feed_ends(p_tenants uuid[])
RETURNS TABLE (tenant_id uuid, epoch integer, xid bigint, number bigint, is_pending boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id, seen.epoch, seen.xid, seen.number,
        EXISTS (SELECT FROM kernel.change c WHERE c.tenant_id = t.id AND c.epoch = kernel.epoch() AND c.xid >= kernel.horizon())
    FROM unnest(p_tenants) t (id)
    LEFT JOIN LATERAL (
        SELECT c.epoch, c.xid, c.number FROM kernel.change c
        WHERE c.tenant_id = t.id AND c.epoch = kernel.epoch() AND c.xid < kernel.horizon()
        ORDER BY c.epoch DESC, c.xid DESC, c.number DESC LIMIT 1
    ) seen ON true
$$;

REVOKE ALL ON FUNCTION kernel.add_ticket(bytea, uuid, uuid, smallint, uuid, bigint, interval), kernel.take_ticket(bytea),
    kernel.feed_ends(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel.add_ticket(bytea, uuid, uuid, smallint, uuid, bigint, interval), kernel.take_ticket(bytea),
    kernel.feed_ends(uuid[]) TO {{server}};
