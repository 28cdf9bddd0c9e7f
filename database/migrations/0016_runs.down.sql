DROP INDEX kernel.approval_key;
ALTER TABLE kernel.approval DROP COLUMN idempotency_key;
DROP SCHEMA assistant CASCADE;
