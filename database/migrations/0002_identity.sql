-- Identity: people, tenants, memberships, and what proves who somebody is.

CREATE SCHEMA identity;
GRANT USAGE ON SCHEMA identity TO {{server}};

-- A household, a team, a company. Its id is its tenant's id.
CREATE TABLE identity.tenant (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL CHECK (id = tenant_id),
    name text NOT NULL,
    time_zone text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT kernel.guard('identity.tenant');

-- A person in a tenant; the id is the user's. What the household sees of a person stands here, not in the account.
CREATE TABLE identity.membership (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('Viewer', 'Member', 'Admin', 'Owner')),
    email text NOT NULL,
    display_name text NOT NULL,
    time_zone text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT kernel.guard('identity.membership');

CREATE TABLE identity.api_key (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    hint text NOT NULL,
    scopes text[] NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT kernel.guard('identity.api_key');

-- Machinery, reached through the porch only.
CREATE TABLE identity.session (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    client text,
    address text,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX session_of_user ON identity.session (user_id);

-- The door. Sets the tenant for row security and tells whether what vouches for the caller still holds, in one round trip.
-- Kinds: 0 nobody yet, 1 system, 2 a session, 3 an API key, 4 a stored job. A caller who is out gets no tenant set.
CREATE FUNCTION kernel.enter(p_kind smallint, p_tenant uuid, p_user uuid, p_credential uuid, OUT live boolean, OUT role text, OUT zone text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    live := true;
    IF p_kind = 2 THEN
        SELECT m.role, m.time_zone INTO role, zone FROM identity.session s
            JOIN identity.membership m ON m.tenant_id = p_tenant AND m.id = s.user_id
            WHERE s.id = p_credential AND s.user_id = p_user AND s.ended_at IS NULL AND s.expires_at > now();
    ELSIF p_kind = 3 THEN
        SELECT m.role, m.time_zone INTO role, zone FROM identity.api_key k
            JOIN identity.membership m ON m.tenant_id = p_tenant AND m.id = k.user_id
            WHERE k.tenant_id = p_tenant AND k.id = p_credential AND k.user_id = p_user AND k.revoked_at IS NULL AND k.expires_at > now();
    ELSIF p_kind = 4 THEN
        SELECT m.role, m.time_zone INTO role, zone FROM identity.membership m WHERE m.tenant_id = p_tenant AND m.id = p_user;
    ELSIF p_kind = 0 THEN
        RETURN;
    END IF;
    live := p_kind = 1 OR role IS NOT NULL;
    IF live THEN
        IF zone IS NULL THEN
            SELECT t.time_zone INTO zone FROM identity.tenant t WHERE t.tenant_id = p_tenant AND t.id = p_tenant;
        END IF;
        PERFORM set_config('steward.tenant', p_tenant::text, true), set_config('steward.user', p_user::text, true);
    END IF;
END $$;

-- The same for a command, with what is known of its idempotency key (0 new, 1 answered, 2 in flight).
CREATE FUNCTION kernel.enter_command(
    p_kind smallint, p_tenant uuid, p_user uuid, p_credential uuid, p_key text,
    OUT live boolean, OUT role text, OUT zone text, OUT key_state smallint, OUT key_hash bytea, OUT key_result text, OUT key_change uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT e.live, e.role, e.zone INTO live, role, zone FROM kernel.enter(p_kind, p_tenant, p_user, p_credential) e;
    key_state := 0;
    IF p_key IS NOT NULL AND live THEN
        IF NOT pg_try_advisory_xact_lock(hashtextextended(p_tenant::text || p_user::text || p_key, 7)) THEN
            key_state := 2;
            RETURN;
        END IF;
        SELECT 1, k.request_hash, k.result, k.change_id INTO key_state, key_hash, key_result, key_change
            FROM kernel.idempotency_key k WHERE k.tenant_id = p_tenant AND k.user_id = p_user AND k.key = p_key;
        key_state := coalesce(key_state, 0);
    END IF;
END $$;

REVOKE ALL ON FUNCTION kernel.enter(smallint, uuid, uuid, uuid), kernel.enter_command(smallint, uuid, uuid, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel.enter(smallint, uuid, uuid, uuid), kernel.enter_command(smallint, uuid, uuid, uuid, text) TO {{server}};
