-- Models: at which addresses a tenant's agents think. The key is encrypted with the installation's master key.

CREATE SCHEMA assistant;
GRANT USAGE ON SCHEMA assistant TO {{server}};

CREATE TABLE assistant.model_provider (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('Openai', 'Anthropic')),
    url text NOT NULL,
    model text NOT NULL,
    sealed_key bytea,
    key_hint text,
    input_price bigint CHECK (input_price >= 0),
    output_price bigint CHECK (output_price >= 0),
    context_tokens integer CHECK (context_tokens > 0),
    at_once integer NOT NULL CHECK (at_once > 0),
    size text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((input_price IS NULL) = (output_price IS NULL))
);
SELECT kernel.guard('assistant.model_provider');
