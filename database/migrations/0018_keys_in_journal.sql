-- With which API key a change was made: what a program has written is not by its user's hand. What was changed before this tells of none.
ALTER TABLE kernel.change ADD COLUMN api_key_id uuid;
