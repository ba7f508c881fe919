using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>What the model cannot say: whom a training concerns, and that nobody sits above a session's capacity.</summary>
internal static class TrainingsSql
{
    // The version that holds on the day; of the lines that fit a person a compulsory one, then the first.
    private const string Concerned = """
        CREATE FUNCTION training_concerned(module integer, on_day date) RETURNS TABLE (professional_id uuid, line smallint, is_compulsory boolean) LANGUAGE sql STABLE AS $$
            SELECT DISTINCT ON (p.id) p.id, a.position, a.is_compulsory
            FROM training_audiences a
            JOIN professionals p ON p.disabled_at IS NULL
                AND (a.missions = '{}' OR p.mission = ANY (a.missions))
                AND (a.institution_ids = '{}' OR p.institution_id = ANY (a.institution_ids))
                AND (a.site_ids = '{}' OR EXISTS (SELECT 1 FROM professional_sites s WHERE s.professional_id = p.id AND s.sites_id = ANY (a.site_ids)))
            WHERE a.module_id = module AND a.valid_from = (SELECT max(v.valid_from) FROM training_versions v WHERE v.module_id = module AND v.valid_from <= on_day)
            ORDER BY p.id, a.is_compulsory DESC, a.position
        $$;
        """;

    private const string Seats = """
        CREATE FUNCTION check_training_seat() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.seat NOT BETWEEN 1 AND (SELECT capacity FROM training_sessions WHERE id = NEW.session_id) THEN
                RAISE EXCEPTION 'seat above capacity' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_training_seat';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER check_training_seat BEFORE INSERT OR UPDATE OF seat ON training_registrations FOR EACH ROW WHEN (NEW.seat IS NOT NULL) EXECUTE FUNCTION check_training_seat();
        CREATE FUNCTION keep_training_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM training_registrations WHERE session_id = NEW.id AND seat > NEW.capacity) THEN
                RAISE EXCEPTION 'capacity below a seat' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_training_seat';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER keep_training_capacity BEFORE UPDATE OF capacity ON training_sessions FOR EACH ROW WHEN (NEW.capacity < OLD.capacity) EXECUTE FUNCTION keep_training_capacity();
        """;

    public static void Add(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Concerned);
        migrationBuilder.Sql(Seats);
    }
}
