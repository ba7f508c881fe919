using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>What the model cannot say: a group takes its mediators' time, and its page hears of who registers.</summary>
internal static class GroupHoursSql
{
    // As before (see Appointments.Sql.cs), with what else takes a mediator's hours: groups that they hold, trainings that they give or have a seat in.
    private const string FreeSlots = """
        CREATE OR REPLACE FUNCTION free_slots(first timestamptz, last timestamptz, minutes integer, buffer integer, only_sites integer[], only_mediators uuid[], at timestamptz, skip uuid)
        RETURNS TABLE (site_id integer, mediator_id uuid, starts_at timestamptz) LANGUAGE sql STABLE PARALLEL SAFE AS $$
            WITH taken AS (
                SELECT a.mediator_id, a.day, (a.blocked_until AT TIME ZONE 'Europe/Paris')::date AS last_day, a.starts_at AS lo, a.blocked_until AS hi
                FROM appointments a
                WHERE a.starts_at > first - interval '1 day' AND a.starts_at < last AND a.blocked_until > first AND a.id IS DISTINCT FROM skip
                    AND (a.state IN (2, 3, 4, 5) OR (a.state = 1 AND a.held_until > at)) AND (only_mediators IS NULL OR a.mediator_id = ANY (only_mediators))
                UNION ALL
                SELECT m.mediators_id, w.day, (w.ends_at AT TIME ZONE 'Europe/Paris')::date, w.starts_at, w.ends_at
                FROM workshop_sessions w JOIN workshop_session_mediators m ON m.workshop_session_id = w.id
                WHERE w.state <> 3 AND w.starts_at > first - interval '1 day' AND w.starts_at < last AND w.ends_at > first
                UNION ALL
                SELECT who.id, (t.starts_at AT TIME ZONE 'Europe/Paris')::date, (t.ends_at AT TIME ZONE 'Europe/Paris')::date, t.starts_at, t.ends_at
                FROM training_parts t JOIN training_sessions s ON s.id = t.session_id AND s.state = 1
                CROSS JOIN LATERAL (
                    SELECT trainers_id FROM training_trainers WHERE training_session_id = s.id
                    UNION SELECT r.professional_id FROM training_registrations r WHERE r.session_id = s.id AND r.state = 1) AS who (id)
                WHERE t.starts_at > first - interval '1 day' AND t.starts_at < last AND t.ends_at > first),
            busy AS MATERIALIZED (
                SELECT t.mediator_id, touched.day, range_agg(tstzrange(t.lo, t.hi)) AS periods
                FROM taken t CROSS JOIN LATERAL unnest(CASE WHEN t.last_day = t.day THEN ARRAY[t.day] ELSE ARRAY[t.day, t.day + 1] END) AS touched (day)
                GROUP BY t.mediator_id, touched.day)
            SELECT p.site_id, p.mediator_id, slot
            FROM opening_periods((first AT TIME ZONE 'Europe/Paris')::date, (last AT TIME ZONE 'Europe/Paris')::date) p
            LEFT JOIN busy b ON b.mediator_id = p.mediator_id AND b.day = p.day
            CROSS JOIN LATERAL unnest(tstzmultirange(tstzrange(p.starts_at, p.ends_at + make_interval(mins => buffer))) - coalesce(b.periods, '{}')) AS gap
            CROSS JOIN LATERAL generate_series(
                date_bin('15 minutes', greatest(lower(gap), first, at) + interval '15 minutes' - interval '1 microsecond', timestamptz '2000-01-01 00:00+00'),
                upper(gap) - make_interval(mins => minutes + buffer), interval '15 minutes') AS slot
            WHERE p.kind = 2 AND p.ends_at > first AND slot < last
                AND (only_sites IS NULL OR p.site_id = ANY (only_sites)) AND (only_mediators IS NULL OR p.mediator_id = ANY (only_mediators)) $$;
        """;

    // The message holds the site alone, as for the desk: each page reads again with its reader's rights. What is over tells nobody.
    private const string TellPages = """
        CREATE FUNCTION tell_desk_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('desk', site_id::text) FROM workshop_sessions WHERE id = NEW.session_id AND ends_at > now() - interval '36 hours';
            RETURN NULL;
        END $$;
        CREATE FUNCTION tell_desk_of_registration() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('desk', site_id::text) FROM training_sessions WHERE id = NEW.session_id AND ends_at > now() - interval '36 hours';
            RETURN NULL;
        END $$;
        CREATE FUNCTION tell_desk_of_attendance() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('desk', s.site_id::text) FROM training_registrations r JOIN training_sessions s ON s.id = r.session_id
            WHERE r.id = coalesce(NEW.registration_id, OLD.registration_id) AND s.ends_at > now() - interval '36 hours';
            RETURN NULL;
        END $$;
        CREATE TRIGGER workshop_sessions_tell_desk AFTER UPDATE ON workshop_sessions FOR EACH ROW WHEN (NEW.ends_at > now() - interval '36 hours') EXECUTE FUNCTION tell_desk();
        CREATE TRIGGER workshop_places_tell_desk AFTER INSERT OR UPDATE ON workshop_places FOR EACH ROW EXECUTE FUNCTION tell_desk_of_place();
        CREATE TRIGGER training_sessions_tell_desk AFTER UPDATE ON training_sessions FOR EACH ROW WHEN (NEW.ends_at > now() - interval '36 hours') EXECUTE FUNCTION tell_desk();
        CREATE TRIGGER training_registrations_tell_desk AFTER INSERT OR UPDATE ON training_registrations FOR EACH ROW EXECUTE FUNCTION tell_desk_of_registration();
        CREATE TRIGGER training_attendances_tell_desk AFTER INSERT OR UPDATE OR DELETE ON training_attendances FOR EACH ROW EXECUTE FUNCTION tell_desk_of_attendance();
        """;

    private const string TellNobody = """
        DROP TRIGGER workshop_sessions_tell_desk ON workshop_sessions;
        DROP TRIGGER workshop_places_tell_desk ON workshop_places;
        DROP TRIGGER training_sessions_tell_desk ON training_sessions;
        DROP TRIGGER training_registrations_tell_desk ON training_registrations;
        DROP TRIGGER training_attendances_tell_desk ON training_attendances;
        DROP FUNCTION tell_desk_of_place, tell_desk_of_registration, tell_desk_of_attendance;
        """;

    public static void Add(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(FreeSlots);
        migrationBuilder.Sql(TellPages);
    }

    public static void Remove(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(TellNobody);
        migrationBuilder.Sql(Appointments.FreeSlots.Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal));
    }
}
