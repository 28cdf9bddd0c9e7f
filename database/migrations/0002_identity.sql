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
    owners_lost bigint NOT NULL DEFAULT 0,
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
-- For the porch alone, which looks for a person's tenants before it knows one.
CREATE INDEX membership_of_user ON identity.membership (id);

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

CREATE TABLE identity.invitation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('Viewer', 'Member', 'Admin', 'Owner')),
    email text,
    invited_by uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    accepted_by uuid,
    revoked_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT kernel.guard('identity.invitation');

-- From here on machinery: no grants, reached through the porch only, not journaled. The database's clock rules it, the same
-- for all servers.

-- email_proved: somebody whom the installation trusts has vouched that the address is this person's. Without it, whoever signs
-- up first with another's address would be handed that person's outside identity.
CREATE TABLE identity.account (
    id uuid PRIMARY KEY,
    email text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    is_operator boolean NOT NULL,
    email_proved boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE identity.session (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    client text,
    address text,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    in_cookie boolean NOT NULL DEFAULT false,
    generation integer NOT NULL DEFAULT 1
);
CREATE INDEX session_of_user ON identity.session (user_id);
CREATE INDEX session_age ON identity.session (expires_at);

-- One row for each token of a session's family. From a replaced token and its salt the next one is made again, which nobody can
-- do who has the one without the other.
CREATE TABLE identity.refresh_token (
    hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES identity.session ON DELETE CASCADE,
    generation integer NOT NULL,
    salt bytea,
    replaced_at timestamptz
);
CREATE INDEX refresh_token_of_session ON identity.refresh_token (session_id);

CREATE TABLE identity.throttle (
    key text PRIMARY KEY,
    failures integer NOT NULL,
    failed_at timestamptz NOT NULL,
    until timestamptz NOT NULL
);

CREATE TABLE identity.secret (
    hash bytea PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('api_key', 'invitation')),
    tenant_id uuid NOT NULL,
    id uuid NOT NULL
);

CREATE TABLE identity.signing_key (
    id text PRIMARY KEY,
    sealed bytea NOT NULL,
    signs_from timestamptz NOT NULL
);

CREATE TABLE identity.outside_identity (
    issuer text NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (issuer, subject)
);

-- The porch of identity.

CREATE FUNCTION identity.has_accounts() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'SELECT EXISTS (SELECT FROM identity.account)';

-- knows_address: the person has signed in from there before.
CREATE FUNCTION identity.find_account(p_email text, p_address text)
RETURNS TABLE (id uuid, password_hash text, knows_address boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.id, a.password_hash, EXISTS (
        SELECT FROM identity.session s
        WHERE s.user_id = a.id AND s.address = p_address AND s.created_at > now() - interval '90 days')
    FROM identity.account a WHERE a.email = p_email
$$;

-- added, taken (the e-mail address), or closed (only the first one was wanted, and there is one). The first is the operator,
-- whose address counts as proved.
CREATE FUNCTION identity.add_account(p_id uuid, p_email text, p_hash text, p_proved boolean, p_only_first boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE is_first boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM identity.account) THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('identity.first_account', 0));
    END IF;
    is_first := NOT EXISTS (SELECT FROM identity.account);
    IF p_only_first AND NOT is_first THEN
        RETURN 'closed';
    END IF;
    INSERT INTO identity.account (id, email, password_hash, is_operator, email_proved)
        VALUES (p_id, p_email, p_hash, is_first, is_first OR p_proved)
        ON CONFLICT (email) DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'added' ELSE 'taken' END;
END $$;

CREATE FUNCTION identity.set_password(p_user uuid, p_hash text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'UPDATE identity.account SET password_hash = p_hash WHERE id = p_user';

CREATE FUNCTION identity.account_of(p_user uuid) RETURNS TABLE (email text, is_operator boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.email, a.is_operator FROM identity.account a WHERE a.id = p_user
$$;

-- How many seconds the next attempt has to wait; 0: it may go on. Of one key only a few attempts run at once, so that many in
-- parallel gain nothing over many in a row.
CREATE FUNCTION identity.begin_attempt(p_keys text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE attempt_key text; slot integer; got_slot boolean;
BEGIN
    FOREACH attempt_key IN ARRAY p_keys LOOP
        FOR slot IN 1..CASE WHEN attempt_key LIKE 'address:%' THEN 16 ELSE 4 END LOOP
            got_slot := pg_try_advisory_xact_lock(hashtextextended(attempt_key, slot));
            EXIT WHEN got_slot;
        END LOOP;
        IF NOT got_slot THEN
            RETURN 1;
        END IF;
    END LOOP;
    RETURN coalesce((SELECT greatest(0, ceil(extract(epoch FROM max(t.until) - clock_timestamp())))
        FROM identity.throttle t WHERE t.key = ANY (p_keys))::integer, 0);
END $$;

-- The pause doubles with each failure beyond those that are free: five for an account, at most five minutes, so that strangers
-- cannot lock its owner out; twenty for an address, at most fifteen minutes. A day without a failure forgets all.
CREATE FUNCTION identity.note_failure(p_keys text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO identity.throttle AS t (key, failures, failed_at, until)
        SELECT k, 1, clock_timestamp(), clock_timestamp() FROM unnest(p_keys) k ORDER BY k
    ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN t.failed_at < now() - interval '1 day' THEN 1 ELSE t.failures + 1 END,
        failed_at = clock_timestamp(),
        until = CASE
            WHEN t.failed_at < now() - interval '1 day' THEN now()
            WHEN t.key LIKE 'address:%' AND t.failures >= 20 THEN
                clock_timestamp() + least(900, 2 ^ least(t.failures - 20, 20)) * interval '1 second'
            WHEN t.key NOT LIKE 'address:%' AND t.failures >= 5 THEN
                clock_timestamp() + least(300, 2 ^ least(t.failures - 5, 20)) * interval '1 second'
            ELSE now() END
$$;

CREATE FUNCTION identity.forget_failures(p_key text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'DELETE FROM identity.throttle WHERE key = p_key';

-- The wanted tenant if the person is a member of it; without one, the tenant of the last session, else the oldest.
CREATE FUNCTION identity.choose_tenant(p_user uuid, p_wanted uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT m.tenant_id FROM identity.membership m
    WHERE m.id = p_user AND (p_wanted IS NULL OR m.tenant_id = p_wanted)
    ORDER BY (SELECT max(s.seen_at) FROM identity.session s WHERE s.user_id = p_user AND s.tenant_id = m.tenant_id)
        DESC NULLS LAST, m.created_at, m.tenant_id
    LIMIT 1
$$;

CREATE FUNCTION identity.tenants_of(p_user uuid) RETURNS TABLE (
    id uuid, name text, time_zone text, version bigint, role text, email text, display_name text, own_time_zone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id, t.name, t.time_zone, t.version, m.role, m.email, m.display_name, m.time_zone FROM identity.membership m
        JOIN identity.tenant t ON t.tenant_id = m.tenant_id AND t.id = m.tenant_id
    WHERE m.id = p_user
    ORDER BY m.created_at, t.id
$$;

-- A session lives 30 days from its last use, a year at most.
CREATE FUNCTION identity.open_session(
    p_id uuid, p_user uuid, p_tenant uuid, p_in_cookie boolean, p_client text, p_address text, p_refresh bytea) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH opened AS (
        INSERT INTO identity.session (id, user_id, tenant_id, client, address, created_at, seen_at, expires_at, in_cookie)
            VALUES (p_id, p_user, p_tenant, p_client, p_address, now(), now(), now() + interval '30 days', p_in_cookie)
            RETURNING id, expires_at),
    token AS (INSERT INTO identity.refresh_token (hash, session_id, generation) SELECT p_refresh, p_id, 1)
    SELECT expires_at FROM opened
$$;

-- replaced: p_next is the token from now on. repeated: it was replaced a moment ago, by the one made with this salt. unknown,
-- ended, or reused: a token older than that came again, so one of two holders is a thief, and the session ends.
CREATE FUNCTION identity.rotate_refresh_token(
    p_hash bytea, p_next bytea, p_salt bytea,
    OUT verdict text, OUT session_id uuid, OUT user_id uuid, OUT tenant_id uuid, OUT in_cookie boolean, OUT salt bytea, OUT expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE token identity.refresh_token; s identity.session;
BEGIN
    -- The session's row is the lock, then the token is read: two at once find the same order.
    SELECT * INTO s FROM identity.session
        WHERE id = (SELECT t.session_id FROM identity.refresh_token t WHERE t.hash = p_hash) FOR UPDATE;
    SELECT * INTO token FROM identity.refresh_token t WHERE t.hash = p_hash;
    IF s.id IS NULL OR token.hash IS NULL THEN
        verdict := 'unknown';
        RETURN;
    END IF;
    SELECT s.id, s.user_id, s.tenant_id, s.in_cookie, s.expires_at INTO session_id, user_id, tenant_id, in_cookie, expires_at;
    IF s.ended_at IS NOT NULL OR s.expires_at <= now() THEN
        verdict := 'ended';
    ELSIF token.generation = s.generation THEN
        verdict := 'replaced';
        salt := p_salt;
        UPDATE identity.refresh_token t SET salt = p_salt, replaced_at = clock_timestamp() WHERE t.hash = p_hash;
        INSERT INTO identity.refresh_token (hash, session_id, generation) VALUES (p_next, s.id, s.generation + 1);
        UPDATE identity.session x SET generation = s.generation + 1, seen_at = now(),
            expires_at = least(now() + interval '30 days', s.created_at + interval '1 year')
            WHERE x.id = s.id RETURNING x.expires_at INTO expires_at;
    ELSIF token.generation = s.generation - 1 AND token.replaced_at > clock_timestamp() - interval '30 seconds' THEN
        verdict := 'repeated';
        salt := token.salt;
    ELSE
        verdict := 'reused';
        UPDATE identity.session x SET ended_at = now() WHERE x.id = s.id;
    END IF;
END $$;

CREATE FUNCTION identity.move_session(p_session uuid, p_user uuid, p_tenant uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'UPDATE identity.session SET tenant_id = p_tenant, seen_at = now() WHERE id = p_session AND user_id = p_user';

-- By any token of its family, or by its id; answers whose it was, or nothing if it had ended.
CREATE FUNCTION identity.end_session(p_refresh bytea, p_session uuid)
RETURNS TABLE (session_id uuid, user_id uuid, tenant_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE identity.session s SET ended_at = now()
    WHERE s.ended_at IS NULL AND s.expires_at > now() AND (
        s.id = p_session OR s.id = (SELECT t.session_id FROM identity.refresh_token t WHERE t.hash = p_refresh))
    RETURNING s.id, s.user_id, s.tenant_id
$$;

CREATE FUNCTION identity.sessions_of(p_user uuid)
RETURNS TABLE (id uuid, tenant_id uuid, client text, address text, created_at timestamptz, seen_at timestamptz, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.id, s.tenant_id, s.client, s.address, s.created_at, s.seen_at, s.expires_at FROM identity.session s
    WHERE s.user_id = p_user AND s.ended_at IS NULL AND s.expires_at > now()
    ORDER BY s.seen_at DESC, s.id
$$;

-- One of a person's sessions, or all but one; answers how many that were.
CREATE FUNCTION identity.end_sessions_of(p_user uuid, p_one uuid, p_all_but uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer;
BEGIN
    UPDATE identity.session s SET ended_at = now()
        WHERE s.user_id = p_user
            AND s.ended_at IS NULL AND s.expires_at > now() AND (s.id = p_one OR s.id <> p_all_but);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;

-- In the tenant that has been entered.
CREATE FUNCTION identity.add_secret(p_hash bytea, p_kind text, p_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO identity.secret (hash, kind, tenant_id, id)
        VALUES (p_hash, p_kind, nullif(current_setting('steward.tenant', true), '')::uuid, p_id)
$$;

CREATE FUNCTION identity.find_api_key(p_hash bytea)
RETURNS TABLE (tenant_id uuid, user_id uuid, id uuid, scopes text[], expires_at timestamptz, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.tenant_id, k.user_id, k.id, k.scopes, k.expires_at, m.role FROM identity.secret s
        JOIN identity.api_key k ON k.tenant_id = s.tenant_id AND k.id = s.id
        JOIN identity.membership m ON m.tenant_id = k.tenant_id AND m.id = k.user_id
    WHERE s.hash = p_hash AND s.kind = 'api_key' AND k.revoked_at IS NULL AND k.expires_at > now()
$$;

CREATE FUNCTION identity.find_invitation(p_hash bytea) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.tenant_id, i.id FROM identity.secret s
        JOIN identity.invitation i ON i.tenant_id = s.tenant_id AND i.id = s.id
    WHERE s.hash = p_hash AND s.kind = 'invitation'
$$;

-- Whom an outside issuer's token stands for, and the session that this token is. An identity is linked once, to the account with
-- the e-mail address that the issuer has verified, if it is proved of the account, too. A row of nulls: there is one, and it is not.
CREATE FUNCTION identity.enter_outside(
    p_issuer text, p_subject text, p_email text, p_session uuid, p_expires timestamptz, p_client text, p_address text)
RETURNS TABLE (user_id uuid, tenant_id uuid, role text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE linked uuid;
BEGIN
    INSERT INTO identity.outside_identity (issuer, subject, user_id)
        SELECT p_issuer, p_subject, a.id FROM identity.account a WHERE a.email = p_email AND a.email_proved
        ON CONFLICT (issuer, subject) DO NOTHING;
    SELECT o.user_id INTO linked FROM identity.outside_identity o WHERE o.issuer = p_issuer AND o.subject = p_subject;
    IF linked IS NULL THEN
        RETURN QUERY SELECT NULL::uuid, NULL::uuid, NULL::text FROM identity.account a WHERE a.email = p_email;
        RETURN;
    END IF;
    INSERT INTO identity.session (id, user_id, tenant_id, client, address, created_at, seen_at, expires_at)
        SELECT p_session, linked, chosen, p_client, p_address, now(), now(), p_expires
        FROM identity.choose_tenant(linked, NULL) chosen WHERE chosen IS NOT NULL
        ON CONFLICT (id) DO NOTHING;
    RETURN QUERY SELECT s.user_id, s.tenant_id, m.role FROM identity.session s
        JOIN identity.membership m ON m.tenant_id = s.tenant_id AND m.id = s.user_id
        WHERE s.id = p_session AND s.user_id = linked AND s.ended_at IS NULL;
END $$;

CREATE FUNCTION identity.signing_keys() RETURNS TABLE (id text, sealed bytea, signs_from timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'SELECT k.id, k.sealed, k.signs_from FROM identity.signing_key k';

-- Of several servers that find a key due at once, one adds it: the newest must still be the one they saw.
CREATE FUNCTION identity.add_signing_key(p_id text, p_sealed bytea, p_signs_from timestamptz, p_newest text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('identity.signing_key', 0));
    INSERT INTO identity.signing_key (id, sealed, signs_from) SELECT p_id, p_sealed, p_signs_from
        WHERE p_newest IS NOT DISTINCT FROM (SELECT k.id FROM identity.signing_key k ORDER BY k.signs_from DESC, k.id DESC LIMIT 1);
END $$;

CREATE FUNCTION identity.remove_signing_keys(p_ids text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'DELETE FROM identity.signing_key WHERE id = ANY (p_ids)';

CREATE FUNCTION identity.sweep() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM identity.session WHERE id IN (
        SELECT s.id FROM identity.session s WHERE s.expires_at < now() - interval '90 days' LIMIT 1000);
    DELETE FROM identity.refresh_token WHERE hash IN (
        SELECT t.hash FROM identity.refresh_token t JOIN identity.session s ON s.id = t.session_id
        WHERE s.expires_at < now() OR s.ended_at < now() OR t.replaced_at < now() - interval '30 days' LIMIT 5000);
    DELETE FROM identity.throttle WHERE failed_at < now() - interval '1 day';
    DELETE FROM identity.secret WHERE hash IN (
        SELECT x.hash FROM identity.secret x
            LEFT JOIN identity.api_key k ON x.kind = 'api_key' AND k.tenant_id = x.tenant_id AND k.id = x.id
            LEFT JOIN identity.invitation i ON x.kind = 'invitation' AND i.tenant_id = x.tenant_id AND i.id = x.id
        WHERE coalesce(k.expires_at, i.expires_at) < now() LIMIT 1000);
END $$;

-- The door. Sets the tenant for row security and tells, in one round trip, whether what vouches for the caller still holds: the
-- role and the time zone, as 'Owner Europe/Berlin', or null. Kinds: 0 nobody yet, 1 system, 2 a session, 3 an API key, 4 a stored
-- job. A caller who is out gets no tenant set.
CREATE FUNCTION kernel.enter(p_kind smallint, p_tenant uuid, p_user uuid, p_credential uuid) RETURNS text
-- On the way of every call, so each microsecond counts: one text instead of columns, and no SET search_path. Every table is named
-- with its schema, and operators are looked up only in schemas where the server's role can create none.
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE answer text; entered text;
BEGIN
    IF p_kind = 2 THEN
        SELECT m.role || ' ' || coalesce(m.time_zone, (SELECT t.time_zone FROM identity.tenant t WHERE t.tenant_id = p_tenant AND t.id = p_tenant)),
                set_config('steward.tenant', p_tenant::text, true) INTO answer, entered
            FROM identity.session s
            JOIN identity.membership m ON m.tenant_id = p_tenant AND m.id = s.user_id
            WHERE s.id = p_credential AND s.user_id = p_user AND s.ended_at IS NULL AND s.expires_at > now();
    ELSIF p_kind = 3 THEN
        SELECT m.role || ' ' || coalesce(m.time_zone, (SELECT t.time_zone FROM identity.tenant t WHERE t.tenant_id = p_tenant AND t.id = p_tenant)),
                set_config('steward.tenant', p_tenant::text, true) INTO answer, entered
            FROM identity.api_key k
            JOIN identity.membership m ON m.tenant_id = p_tenant AND m.id = k.user_id
            WHERE k.tenant_id = p_tenant AND k.id = p_credential AND k.user_id = p_user AND k.revoked_at IS NULL AND k.expires_at > now();
    ELSIF p_kind = 4 THEN
        SELECT m.role || ' ' || coalesce(m.time_zone, (SELECT t.time_zone FROM identity.tenant t WHERE t.tenant_id = p_tenant AND t.id = p_tenant)),
                set_config('steward.tenant', p_tenant::text, true) INTO answer, entered
            FROM identity.membership m WHERE m.tenant_id = p_tenant AND m.id = p_user;
    ELSIF p_kind = 1 THEN
        entered := set_config('steward.tenant', p_tenant::text, true);
        SELECT ' ' || t.time_zone INTO answer FROM identity.tenant t WHERE t.tenant_id = p_tenant AND t.id = p_tenant;
        answer := coalesce(answer, '');
    ELSE
        answer := '';
    END IF;
    RETURN answer;
END $$;

-- The same for a command, with what is known of its idempotency key (0 new, 1 answered, 2 in flight).
CREATE FUNCTION kernel.enter_command(
    p_kind smallint, p_tenant uuid, p_user uuid, p_credential uuid, p_key text,
    OUT entered text, OUT key_state smallint, OUT key_hash bytea, OUT key_result text, OUT key_change uuid)
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    entered := kernel.enter(p_kind, p_tenant, p_user, p_credential);
    key_state := 0;
    IF p_key IS NOT NULL AND entered IS NOT NULL THEN
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

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA identity TO {{server}};
