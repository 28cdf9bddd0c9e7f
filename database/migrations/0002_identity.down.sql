DROP FUNCTION kernel.enter_command(smallint, uuid, uuid, uuid, text);
DROP FUNCTION kernel.enter(smallint, uuid, uuid, uuid);
DROP SCHEMA identity CASCADE;
