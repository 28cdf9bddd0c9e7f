-- Machinery: up to when each person has seen what others did, on whichever of her devices.
CREATE TABLE kernel.visit (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
SELECT kernel.guard('kernel.visit', 'SELECT, INSERT, UPDATE');
