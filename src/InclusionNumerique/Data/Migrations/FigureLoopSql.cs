using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>Appointments and orientations are kept as visits are, by their own day (decision 26). What no site sent is of site 0.</summary>
internal static class FigureLoopSql
{
    // A partner's id is no number, and a key is one. Free slots look at the appointments of some days, whatever became of them.
    private const string Tables = """
        ALTER TABLE partners ADD COLUMN number int GENERATED ALWAYS AS IDENTITY;
        CREATE UNIQUE INDEX ix_partners_number ON partners (number);
        CREATE INDEX ix_appointments_overbooked ON appointments (site_id, day) INCLUDE (overbooking_reason) WHERE overbooking_reason IS NOT NULL AND state <> 1;
        CREATE INDEX ix_appointments_starts_at ON appointments (starts_at);
        CREATE INDEX ix_orientations_sent ON orientations (coalesce(sender_site_id, 0), created_at);
        """;

    /// <summary>Days of sites on which something happened that is counted.</summary>
    private const string Days = """
        CREATE FUNCTION figure_days(first date, next date) RETURNS TABLE (site_id int, day date) LANGUAGE sql STABLE AS $$
        SELECT site_id, day FROM visits WHERE day >= first AND day < next
        UNION SELECT site_id, (started_at AT TIME ZONE 'Europe/Paris')::date FROM sessions
            WHERE started_at >= first::timestamp AT TIME ZONE 'Europe/Paris' AND started_at < next::timestamp AT TIME ZONE 'Europe/Paris'
        UNION SELECT site_id, day FROM appointments WHERE day >= first AND day < next AND state <> 1
        UNION SELECT coalesce(sender_site_id, 0), (created_at AT TIME ZONE 'Europe/Paris')::date FROM orientations
            WHERE created_at >= first::timestamp AT TIME ZONE 'Europe/Paris' AND created_at < next::timestamp AT TIME ZONE 'Europe/Paris'
        $$;
        """;

    private const string Marks = """
        CREATE FUNCTION appointments_mark() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' AND OLD.state <> 1 THEN PERFORM mark_day(OLD.site_id, OLD.day); END IF;
            IF TG_OP <> 'DELETE' AND NEW.state <> 1 THEN PERFORM mark_day(NEW.site_id, NEW.day); END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER appointments_mark AFTER INSERT OR UPDATE OR DELETE ON appointments FOR EACH ROW EXECUTE FUNCTION appointments_mark();
        CREATE TRIGGER appointments_mark_truncate AFTER TRUNCATE ON appointments FOR EACH STATEMENT EXECUTE FUNCTION mark_all_kept();
        CREATE FUNCTION orientations_mark() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN PERFORM mark_day(coalesce(OLD.sender_site_id, 0), (OLD.created_at AT TIME ZONE 'Europe/Paris')::date); END IF;
            IF TG_OP <> 'DELETE' THEN PERFORM mark_day(coalesce(NEW.sender_site_id, 0), (NEW.created_at AT TIME ZONE 'Europe/Paris')::date); END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER orientations_mark AFTER INSERT OR UPDATE OR DELETE ON orientations FOR EACH ROW EXECUTE FUNCTION orientations_mark();
        CREATE TRIGGER orientations_mark_truncate AFTER TRUNCATE ON orientations FOR EACH STATEMENT EXECUTE FUNCTION mark_all_kept();
        CREATE FUNCTION orientation_steps_mark() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM mark_day(coalesce(o.sender_site_id, 0), (o.created_at AT TIME ZONE 'Europe/Paris')::date)
                FROM orientations o WHERE o.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.orientation_id ELSE NEW.orientation_id END;
            RETURN NULL;
        END $$;
        CREATE TRIGGER orientation_steps_mark AFTER INSERT OR UPDATE OR DELETE ON orientation_steps FOR EACH ROW EXECUTE FUNCTION orientation_steps_mark();
        CREATE TRIGGER orientation_steps_mark_truncate AFTER TRUNCATE ON orientation_steps FOR EACH STATEMENT EXECUTE FUNCTION mark_all_kept();
        """;

    private const string MarkAll = "INSERT INTO stale_days SELECT site_id, day FROM figure_days('-infinity', 'infinity') UNION SELECT site_id, start FROM figure_counts WHERE grain = 1;";

    // Keys are made of their parts as the dimensions say; the last state of an ended orientation is the one in which somebody still owed an action.
    private const string Read = """
            LEFT JOIN LATERAL (
                SELECT v.day AS last FROM visits v WHERE v.visitor_id = filed.visitor_id AND v.removed_at IS NULL AND v.arrived_at < filed.arrived_at AND v.site_id = filed.site_id
                ORDER BY v.arrived_at DESC LIMIT 1) AS here ON true),
        booked AS (
            SELECT a.site_id, a.day, a.state * 100000 + a.origin * 10000 + coalesce(a.cancel_reason, 0) * 10 + (a.overbooking_reason IS NOT NULL)::int AS fate,
                greatest(0, a.day - (a.created_at AT TIME ZONE 'Europe/Paris')::date) AS ahead, count(*) AS n
            FROM wanted CROSS JOIN LATERAL (
                SELECT * FROM appointments WHERE appointments.site_id = wanted.site_id AND appointments.day = wanted.day AND appointments.state <> 1 OFFSET 0) AS a
            WHERE of_districts IS NULL AND (of_dimensions IS NULL OR of_dimensions && '{50,51}') GROUP BY a.site_id, a.day, 3, 4),
        sent AS MATERIALIZED (
            SELECT wanted.site_id, wanted.day, o.state, o.mode, o.need, coalesce(o.sender_institution_id, 0) AS sender, o.due_on, (o.arrived_at IS NOT NULL)::int AS arrived,
                (o.arrived_at IS NULL AND o.state <= 4)::int AS awaited, greatest(0, (o.arrived_at AT TIME ZONE 'Europe/Paris')::date - wanted.day) AS days,
                CASE o.target WHEN 1 THEN o.target_site_id WHEN 2 THEN 300000000 + o.target_institution_id * 10000 + o.target_site_id ELSE 600000000 + partners.number END AS target,
                CASE WHEN o.state < 9 THEN o.state ELSE coalesce(step.state, 1) END AS last, coalesce(o.outcome, 0) AS outcome,
                coalesce(CASE WHEN o.state IN (8, 9) THEN o.reason WHEN o.state = 11 AND step.state = 8 THEN coalesce(step.reason, 39) END, 0) AS refusal
            FROM wanted CROSS JOIN LATERAL (
                SELECT * FROM orientations
                WHERE coalesce(orientations.sender_site_id, 0) = wanted.site_id AND orientations.created_at >= wanted.start AND orientations.created_at < wanted."end" OFFSET 0) AS o
            LEFT JOIN LATERAL (SELECT s.state, s.reason FROM orientation_steps s WHERE s.orientation_id = o.id AND s.state < 9 ORDER BY s.id DESC LIMIT 1) AS step ON o.state >= 9
            LEFT JOIN partners ON partners.id = o.partner_id
            WHERE of_districts IS NULL AND (of_dimensions IS NULL OR of_dimensions && '{52,53,54,55,56,57,58}'))
        """;

    private const string Lines = """
            WHERE line.is_counted GROUP BY site_id, day, line.dimension, line.key
            UNION ALL
            SELECT site_id, day, NULL::int, line.dimension::smallint, line.key, sum(n)::bigint FROM booked, LATERAL (VALUES (50, fate), (51, ahead)) AS line (dimension, key) GROUP BY site_id, day, line.dimension, line.key
            UNION ALL
            SELECT site_id, day, NULL::int, line.dimension::smallint, line.key, count(*)
            FROM sent, LATERAL (VALUES
                (52, state * 1000000 + last * 100000 + refusal * 1000 + outcome * 10 + arrived, true), (53, sender * 10 + arrived, true), (54, mode * 100 + arrived * 10 + awaited, true),
                (55, target * 2 + arrived, true), (56, need * 100 + refusal, refusal BETWEEN 1 AND 19), (57, mode * 10000 + least(days, 9999), arrived = 1), (58, due_on - '2000-01-01', state < 9)) AS line (dimension, key, is_counted)
            WHERE line.is_counted GROUP BY site_id, day, line.dimension, line.key) AS fact
        """;

    internal static readonly string Facts = FigureDistrictsSql.Facts
        .Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal)
        .Replace(Read[..(Read.IndexOf("AS here ON true)", StringComparison.Ordinal) + "AS here ON true)".Length)], Read, StringComparison.Ordinal)
        .Replace("    WHERE line.is_counted GROUP BY site_id, day, line.dimension, line.key) AS fact", Lines, StringComparison.Ordinal);

    public static void Add(MigrationBuilder migrationBuilder)
    {
        foreach (var sql in new[] { Tables, Facts, Days, Marks, MarkAll })
        {
            migrationBuilder.Sql(sql);
        }
    }

    public static void Remove(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            DROP TRIGGER appointments_mark ON appointments;
            DROP TRIGGER appointments_mark_truncate ON appointments;
            DROP TRIGGER orientations_mark ON orientations;
            DROP TRIGGER orientations_mark_truncate ON orientations;
            DROP TRIGGER orientation_steps_mark ON orientation_steps;
            DROP TRIGGER orientation_steps_mark_truncate ON orientation_steps;
            DROP FUNCTION appointments_mark(), orientations_mark(), orientation_steps_mark(), figure_days(date, date);
            DELETE FROM figure_counts WHERE dimension >= 50 OR site_id = 0;
            DELETE FROM stale_days WHERE site_id = 0;
            """);
        migrationBuilder.Sql(FigureDistrictsSql.Facts.Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal));
        migrationBuilder.Sql("""
            DROP INDEX ix_appointments_overbooked, ix_appointments_starts_at, ix_orientations_sent, ix_partners_number;
            ALTER TABLE partners DROP COLUMN number;
            """);
    }
}
