DROP FUNCTION assistant.leave_run(uuid, uuid, uuid, integer, text[], text[], text[], text, text, bigint, bigint, bigint, text, text, text, text, uuid[]);
DROP FUNCTION assistant.cancel_below(uuid, uuid);
DROP FUNCTION assistant.add_steps(uuid, uuid, uuid, integer, text[], text[], text[], text, text, bigint, bigint, bigint);
DROP FUNCTION assistant.setup_of(uuid);
DROP FUNCTION assistant.claim_runs(uuid, integer, integer, integer, interval, uuid[]);
DROP FUNCTION assistant.list_steps(uuid, uuid, uuid, integer, integer);
DROP FUNCTION assistant.add_run(uuid, uuid, uuid, uuid, text, text, uuid[], text, uuid, uuid, integer, boolean, uuid[], timestamptz, uuid, interval);
