DROP FUNCTION kernel.feed_ends(uuid[]);
DROP FUNCTION kernel.take_ticket(bytea);
DROP FUNCTION kernel.add_ticket(bytea, uuid, uuid, smallint, uuid, bigint, interval);
DROP TABLE kernel.live_ticket;
