-- Who sees a project within another is decided by the topmost one, and a task stands in the project of the task that it is a part of.
-- The operations keep to that; these see to it where two come at once, and where an undo puts one row back and leaves the other.

CREATE FUNCTION tasks.check_shared() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one record;
    above record;
BEGIN
    SELECT parent_id, member_ids INTO one FROM tasks.project WHERE tenant_id = NEW.tenant_id AND id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    -- Waits for whoever shares the other one at this moment, and then sees with whom.
    SELECT member_ids INTO above FROM tasks.project WHERE tenant_id = NEW.tenant_id AND id = one.parent_id FOR SHARE;
    IF FOUND AND above.member_ids IS DISTINCT FROM one.member_ids OR EXISTS (
        SELECT FROM tasks.project below
        WHERE below.tenant_id = NEW.tenant_id AND below.parent_id = NEW.id AND below.member_ids IS DISTINCT FROM one.member_ids
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation',
            MESSAGE = 'A project within another is shared as that one is. Share the topmost one, or move those within it out first.';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER shared_as_above AFTER INSERT OR UPDATE OF parent_id, member_ids ON tasks.project
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tasks.check_shared();

CREATE FUNCTION tasks.check_together() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one record;
    above record;
BEGIN
    SELECT parent_id, project_id INTO one FROM tasks.task WHERE tenant_id = NEW.tenant_id AND id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT project_id INTO above FROM tasks.task WHERE tenant_id = NEW.tenant_id AND id = one.parent_id FOR SHARE;
    IF FOUND AND above.project_id IS DISTINCT FROM one.project_id OR EXISTS (
        SELECT FROM tasks.task below
        WHERE below.tenant_id = NEW.tenant_id AND below.parent_id = NEW.id AND below.project_id IS DISTINCT FROM one.project_id
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation',
            MESSAGE = 'A task stands in the project of the task that it is a part of. Look where both are now, and move one of them.';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER placed_as_above AFTER INSERT ON tasks.task
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION tasks.check_together();
CREATE CONSTRAINT TRIGGER moved_with_above AFTER UPDATE OF parent_id, project_id ON tasks.task
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.parent_id IS DISTINCT FROM OLD.parent_id OR NEW.project_id IS DISTINCT FROM OLD.project_id)
    EXECUTE FUNCTION tasks.check_together();
