-- Agents of a tenant's own: what the newest file of each says, and the files.

CREATE TABLE assistant.agent_file (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    model text,
    named_tools text[],
    warnings text[] NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    created_by uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name) DEFERRABLE INITIALLY DEFERRED
);
SELECT kernel.guard('assistant.agent_file');

CREATE TABLE assistant.agent_version (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    text text NOT NULL,
    created_by uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, agent_id, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (tenant_id, agent_id) REFERENCES assistant.agent_file (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
);
SELECT kernel.guard('assistant.agent_version');
