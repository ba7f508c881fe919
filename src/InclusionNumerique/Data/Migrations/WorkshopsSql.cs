using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>What the model cannot say: no seat above its session's capacity, whoever writes and however many at once.</summary>
internal static class WorkshopsSql
{
    // FOR SHARE waits for whoever changes the capacity, and makes that one wait.
    private const string SeatFits = """
        CREATE FUNCTION workshop_seat_fits() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE most smallint;
        BEGIN
            SELECT capacity INTO most FROM workshop_sessions WHERE id = NEW.session_id FOR SHARE;
            IF most IS NULL OR NEW.seat > most THEN
                RAISE EXCEPTION 'a seat above the capacity of its session' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_workshop_places_capacity';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER workshop_seat_fits BEFORE INSERT OR UPDATE OF seat, session_id ON workshop_places
            FOR EACH ROW WHEN (NEW.seat IS NOT NULL) EXECUTE FUNCTION workshop_seat_fits();
        """;

    private const string CapacityHolds = """
        CREATE FUNCTION workshop_capacity_holds() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM workshop_places WHERE session_id = NEW.id AND seat > coalesce(NEW.capacity, 0)) THEN
                RAISE EXCEPTION 'a capacity below a seat that is taken' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_workshop_sessions_seats';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER workshop_capacity_holds BEFORE UPDATE OF capacity ON workshop_sessions
            FOR EACH ROW WHEN (NEW.capacity IS DISTINCT FROM OLD.capacity) EXECUTE FUNCTION workshop_capacity_holds();
        """;

    public static void Add(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SeatFits);
        migrationBuilder.Sql(CapacityHolds);
    }
}
