ALTER TABLE kernel.change DROP COLUMN api_key_id;
