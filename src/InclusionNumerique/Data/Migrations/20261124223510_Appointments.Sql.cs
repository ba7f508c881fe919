namespace InclusionNumerique.Data.Migrations;

/// <summary>What the model cannot say: when a mediator receives, what is free, and that nobody is booked twice.</summary>
public partial class Appointments
{
    // The same Easter as PublicHolidays.cs, and the same names: a test compares them. Arithmetic, not a query: that was planned and run at each call, 0.4 ms a day.
    private const string PublicHoliday = """
        CREATE FUNCTION public_holiday(day date) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
        DECLARE
            y int := extract(year FROM day);
            golden int := y % 19;
            century int := y / 100;
            rest int := y % 100;
            epact int := (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
            sunday int := (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
            n int := epact + sunday - 7 * ((golden + 11 * epact + 22 * sunday) / 451) + 114;
        BEGIN
            RETURN CASE day - make_date(y, n / 31, n % 31 + 1)
                WHEN 1 THEN 'Lundi de Pâques'
                WHEN 39 THEN 'Ascension'
                WHEN 50 THEN 'Lundi de Pentecôte'
                ELSE CASE extract(month FROM day)::int * 100 + extract(day FROM day)::int
                    WHEN 101 THEN 'Jour de l’an' WHEN 501 THEN 'Fête du Travail' WHEN 508 THEN 'Victoire de 1945' WHEN 714 THEN 'Fête nationale'
                    WHEN 815 THEN 'Assomption' WHEN 1101 THEN 'Toussaint' WHEN 1111 THEN 'Armistice de 1918' WHEN 1225 THEN 'Noël' END
                END;
        END $$;
        """;

    // Rules and their exceptions, less holidays, closures and absences: the pieces of days when somebody receives somewhere.
    // MATERIALIZED, since PostgreSQL otherwise asks for the holiday of each rule on each day, and sums the absences again for each of them. The CASE hides a
    // modulo from the planner, which takes it for true in 1 row of 200 and then loops where it should hash.
    private const string OpeningPeriods = """
        CREATE FUNCTION opening_periods(first date, last date)
        RETURNS TABLE (rule_id uuid, mediator_id uuid, site_id integer, kind smallint, day date, starts_at timestamptz, ends_at timestamptz, is_changed boolean)
        LANGUAGE sql STABLE PARALLEL SAFE AS $$
            WITH span AS (SELECT first::timestamp AT TIME ZONE 'Europe/Paris' AS lo, (last + 1)::timestamp AT TIME ZONE 'Europe/Paris' AS hi),
            away AS MATERIALIZED (
                SELECT a.mediator_id, range_agg(tstzrange(a.starts_at, a.ends_at)) AS periods
                FROM absences a, span WHERE a.starts_at < hi AND a.ends_at > lo GROUP BY a.mediator_id),
            shut AS MATERIALIZED (
                SELECT s.id AS site_id, range_agg(tstzrange(c.starts_at, c.ends_at)) AS periods
                FROM closures c JOIN sites s ON c.site_id IS NULL OR c.site_id = s.id, span WHERE c.starts_at < hi AND c.ends_at > lo GROUP BY s.id),
            days AS MATERIALIZED (
                SELECT x::date AS day, extract(isodow FROM x)::smallint AS weekday, date_trunc('week', x)::date AS monday, public_holiday(x::date) AS holiday
                FROM generate_series(first::timestamp, last::timestamp, interval '1 day') x)
            SELECT r.id, m.id, s.id, r.kind, d.day, lower(piece), upper(piece), e.rule_id IS NOT NULL
            FROM days d
            JOIN opening_rules r ON r.weekday = d.weekday AND d.day >= r.valid_from AND (r.valid_to IS NULL OR d.day <= r.valid_to)
                AND CASE WHEN r.every_weeks = 1 THEN true ELSE (d.monday - date_trunc('week', r.valid_from::timestamp)::date) / 7 % r.every_weeks = 0 END
            LEFT JOIN opening_exceptions e ON e.rule_id = r.id AND e.day = d.day
            JOIN sites s ON s.id = coalesce(e.site_id, r.site_id) AND s.is_active
            JOIN professionals m ON m.id = coalesce(e.mediator_id, r.mediator_id) AND m.disabled_at IS NULL
            LEFT JOIN away ON away.mediator_id = m.id
            LEFT JOIN shut ON shut.site_id = s.id
            CROSS JOIN LATERAL unnest(
                tstzmultirange(tstzrange(
                    (d.day + coalesce(e.starts_at, r.starts_at)) AT TIME ZONE 'Europe/Paris',
                    (d.day + coalesce(e.ends_at, r.ends_at)) AT TIME ZONE 'Europe/Paris'))
                - coalesce(away.periods, '{}') - coalesce(shut.periods, '{}')) AS piece
            WHERE e.is_cancelled IS NOT TRUE AND (d.holiday IS NULL OR (d.holiday = 'Lundi de Pentecôte' AND s.is_open_on_whit_monday)) $$;
        """;

    // Starts at :00, :15, :30, :45 whatever the length. The buffer may run over the end of an opening, not over somebody booked. "skip" is the appointment that moves.
    // Who is booked is summed by day: from an opening, the appointments of half a year took longer to subtract than those of its day. An appointment past midnight counts on both days.
    internal const string FreeSlots = """
        CREATE FUNCTION free_slots(first timestamptz, last timestamptz, minutes integer, buffer integer, only_sites integer[], only_mediators uuid[], at timestamptz, skip uuid)
        RETURNS TABLE (site_id integer, mediator_id uuid, starts_at timestamptz) LANGUAGE sql STABLE PARALLEL SAFE AS $$
            WITH busy AS MATERIALIZED (
                SELECT a.mediator_id, touched.day, range_agg(tstzrange(a.starts_at, a.blocked_until)) AS periods
                FROM appointments a
                CROSS JOIN LATERAL unnest(CASE WHEN (a.blocked_until AT TIME ZONE 'Europe/Paris')::date = a.day THEN ARRAY[a.day] ELSE ARRAY[a.day, a.day + 1] END) AS touched (day)
                WHERE a.starts_at > first - interval '1 day' AND a.starts_at < last AND a.blocked_until > first AND a.id IS DISTINCT FROM skip
                    AND (a.state IN (2, 3, 4, 5) OR (a.state = 1 AND a.held_until > at)) AND (only_mediators IS NULL OR a.mediator_id = ANY (only_mediators))
                GROUP BY a.mediator_id, touched.day)
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

    // The last word against double bookings, whoever writes. A hold that has run out stands in the way until the next booking deletes it, under the mediator's lock.
    private const string NoOverlap = """
        CREATE EXTENSION IF NOT EXISTS btree_gist;
        ALTER TABLE appointments ADD CONSTRAINT ex_appointments_no_overlap
            EXCLUDE USING gist (mediator_id WITH =, overbooking_rank WITH =, tstzrange(starts_at, blocked_until) WITH &&) WHERE (state IN (1, 2, 3, 4, 5));
        """;

    // The visit is the fact: once the person has arrived, the appointment's state follows it, also through undo, hand-over and closing.
    private const string FollowVisit = """
        CREATE FUNCTION follow_visit() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            next smallint := CASE
                WHEN NEW.removed_at IS NOT NULL THEN 2
                WHEN NEW.state = 2 THEN 5
                WHEN NEW.state IN (5, 6) THEN 4
                WHEN NEW.state = 9 THEN NULL
                ELSE 3 END;
        BEGIN
            IF next IS NOT NULL THEN
                WITH moved AS (
                    UPDATE appointments SET state = next, visit_id = CASE WHEN next = 2 THEN NULL ELSE visit_id END
                    WHERE visit_id = NEW.id AND state IN (3, 4, 5) AND state <> next
                    RETURNING id, state, site_id, mediator_id, starts_at, ends_at)
                INSERT INTO appointment_steps (appointment_id, at, state, site_id, mediator_id, starts_at, ends_at)
                SELECT id, coalesce(NEW.removed_at, NEW.state_since, NEW.recorded_at), state, site_id, mediator_id, starts_at, ends_at FROM moved;
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER visits_follow_visit AFTER UPDATE ON visits
            FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.removed_at IS DISTINCT FROM NEW.removed_at) EXECUTE FUNCTION follow_visit();
        CREATE TRIGGER appointments_tell_desk AFTER INSERT OR UPDATE ON appointments
            FOR EACH ROW WHEN (NEW.state <> 1 AND NEW.starts_at > now() - interval '36 hours') EXECUTE FUNCTION tell_desk();
        """;

    private const string DropAll = """
        DROP TRIGGER visits_follow_visit ON visits;
        DROP FUNCTION follow_visit;
        DROP FUNCTION free_slots;
        DROP FUNCTION opening_periods;
        DROP FUNCTION public_holiday;
        """;
}
