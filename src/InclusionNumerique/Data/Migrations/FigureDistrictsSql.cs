using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>Counts by pair of organisation and theme, by institution and by half-day, and of persons; whole months kept for each district too (decision 26).</summary>
internal static class FigureDistrictsSql
{
    private const string Tables = """
        CREATE TABLE district_counts (
            site_id int NOT NULL, start date NOT NULL, district_id int NOT NULL, dimension smallint NOT NULL, key int NOT NULL, n int NOT NULL,
            PRIMARY KEY (site_id, start, district_id, dimension, key) INCLUDE (n));
        """;

    // With districts, only who lives in one of them counts (0: not said), for each district by itself; a session and its requests are those of the visit. Half-days held are
    // not told by district: those of two are not their sum. With dimensions, the parts that hold none of them are not read.
    internal const string Facts = """
        CREATE FUNCTION figure_facts(of_sites int[], of_days date[], of_districts int[] DEFAULT NULL, of_dimensions smallint[] DEFAULT NULL)
        RETURNS TABLE (site_id int, day date, district_id int, dimension smallint, key int, n bigint)
        LANGUAGE plpgsql STABLE ROWS 5000 AS $$
        #variable_conflict use_column
        BEGIN
        RETURN QUERY
        WITH wanted AS (SELECT w.site_id, w.day, w.day::timestamp AT TIME ZONE 'Europe/Paris' AS start, (w.day + 1)::timestamp AT TIME ZONE 'Europe/Paris' AS "end" FROM unnest(of_sites, of_days) AS w(site_id, day)),
        came AS MATERIALIZED (
            SELECT v.site_id, v.day, CASE WHEN of_districts IS NOT NULL THEN coalesce(v.district_id, 0) END AS place,
                v.id, v.hour, v.state, v.origin, v.age_band, v.gender, v.district_id, v.is_first_visit, v.seen_at, v.eligible_at, v.recorded_by_id
            FROM wanted JOIN visits v ON v.site_id = wanted.site_id AND v.day = wanted.day WHERE v.removed_at IS NULL AND (of_districts IS NULL OR coalesce(v.district_id, 0) = ANY(of_districts))),
        attendance AS (
            SELECT site_id, day, place, hour, state, coalesce(professionals.institution_id, 0) AS institution_id, count(*) AS n, count(*) FILTER (WHERE origin = 2) AS met
            FROM came LEFT JOIN professionals ON professionals.id = came.recorded_by_id GROUP BY site_id, day, place, hour, state, 6),
        people AS (SELECT site_id, day, place, age_band, gender, district_id, is_first_visit, count(*) AS n FROM came GROUP BY site_id, day, place, age_band, gender, district_id, is_first_visit),
        waits AS (
            SELECT site_id, day, place, hour, state, least(1439, greatest(0, round(extract(epoch FROM seen_at - eligible_at) / 60)))::int AS minutes
            FROM came WHERE seen_at IS NOT NULL AND eligible_at IS NOT NULL AND state <> 9),
        helped AS MATERIALIZED (
            SELECT s.site_id, s.day, s.place, s.id, s.minutes, s.half_day, coalesce(professionals.institution_id, 0) AS institution_id
            FROM wanted CROSS JOIN LATERAL (
                SELECT sessions.site_id, wanted.day, id, minutes, mediator_id, extract(isodow FROM wanted.day)::int * 2 + (extract(hour FROM started_at AT TIME ZONE 'Europe/Paris') >= 13)::int AS half_day,
                    CASE WHEN of_districts IS NOT NULL THEN (SELECT coalesce(v.district_id, 0) FROM visits v WHERE v.id = sessions.visit_id) END AS place
                FROM sessions WHERE sessions.site_id = wanted.site_id AND started_at >= wanted.start AND started_at < wanted."end" AND removed_at IS NULL OFFSET 0) AS s
            LEFT JOIN professionals ON professionals.id = s.mediator_id WHERE of_districts IS NULL OR s.place = ANY(of_districts)),
        given AS (SELECT site_id, day, place, minutes, half_day, institution_id, count(*) AS n FROM helped GROUP BY site_id, day, place, minutes, half_day, institution_id),
        asked AS (
            SELECT site_id, day, place, institution_id, coalesce(theme_id, 0) AS theme_id, coalesce(organisation_id, 0) AS organisation_id, coalesce(cause_id, 0) AS cause_id, count(*) AS n,
                count(*) FILTER (WHERE is_found_on_the_way) AS found,
                count(*) FILTER (WHERE level = 1) AS l1, count(*) FILTER (WHERE level = 2) AS l2, count(*) FILTER (WHERE level = 3) AS l3,
                count(*) FILTER (WHERE acted_by = 1) AS a1, count(*) FILTER (WHERE acted_by = 2) AS a2, count(*) FILTER (WHERE acted_by = 3) AS a3,
                count(*) FILTER (WHERE keyboard = 1) AS k1, count(*) FILTER (WHERE keyboard = 2) AS k2, count(*) FILTER (WHERE keyboard = 3) AS k3,
                count(*) FILTER (WHERE outcome = 1) AS o1, count(*) FILTER (WHERE outcome = 2) AS o2, count(*) FILTER (WHERE outcome = 3) AS o3,
                count(*) FILTER (WHERE outcome = 4) AS o4, count(*) FILTER (WHERE outcome = 5) AS o5, count(*) FILTER (WHERE outcome = 6) AS o6
            FROM helped CROSS JOIN LATERAL (SELECT * FROM requests WHERE requests.session_id = helped.id OFFSET 0) AS r
            GROUP BY site_id, day, place, institution_id, 5, 6, 7),
        triaged AS (
            SELECT came.site_id, came.day, came.place, came.id, t.advice, t.decision, coalesce(t.autonomy, 0) AS autonomy, CASE WHEN came.state = 2 THEN t.theme_id END AS theme_id
            FROM came CROSS JOIN LATERAL (SELECT * FROM triages WHERE triages.visit_id = came.id OFFSET 0) AS t),
        matched AS (
            SELECT triaged.site_id, triaged.day, triaged.place, advice, decision, autonomy, theme_id, is_found
            FROM triaged LEFT JOIN LATERAL (
                SELECT bool_or(requests.theme_id = triaged.theme_id) AS is_found FROM sessions JOIN requests ON requests.session_id = sessions.id
                WHERE sessions.visit_id = triaged.id AND sessions.removed_at IS NULL) AS found ON triaged.theme_id IS NOT NULL),
        filed AS MATERIALIZED (
            SELECT DISTINCT ON (v.site_id, v.day, v.visitor_id) v.site_id, v.day, v.visitor_id, v.arrived_at, v.id
            FROM wanted JOIN visits v ON v.site_id = wanted.site_id AND v.day = wanted.day
            WHERE v.visitor_id IS NOT NULL AND v.removed_at IS NULL AND of_districts IS NULL AND (of_dimensions IS NULL OR of_dimensions && '{47,48,49}')
            ORDER BY v.site_id, v.day, v.visitor_id, v.arrived_at, v.id),
        known AS (
            SELECT filed.site_id, filed.day, ever.first - '2000-01-01' AS first, anywhere.last = filed.day AS is_again, coalesce(anywhere.last - '2000-01-01', 0) AS anywhere, coalesce(here.last - '2000-01-01', 0) AS here
            FROM filed
            CROSS JOIN LATERAL (SELECT v.day AS first FROM visits v WHERE v.visitor_id = filed.visitor_id AND v.removed_at IS NULL ORDER BY v.arrived_at LIMIT 1) AS ever
            LEFT JOIN LATERAL (
                SELECT v.day AS last FROM visits v WHERE v.visitor_id = filed.visitor_id AND v.removed_at IS NULL AND (v.arrived_at, v.id) < (filed.arrived_at, filed.id)
                ORDER BY v.arrived_at DESC, v.id DESC LIMIT 1) AS anywhere ON true
            LEFT JOIN LATERAL (
                SELECT v.day AS last FROM visits v WHERE v.visitor_id = filed.visitor_id AND v.removed_at IS NULL AND v.arrived_at < filed.arrived_at AND v.site_id = filed.site_id
                ORDER BY v.arrived_at DESC LIMIT 1) AS here ON true)
        SELECT fact.* FROM (
            SELECT site_id, day, place, line.dimension::smallint, line.key, sum(line.n)::bigint
            FROM attendance, LATERAL (VALUES
                (3, extract(isodow FROM day)::int * 2 + (hour >= 13)::int, n), (4, hour, n), (5, state, n), (31, 1, met), (43, institution_id, n)) AS line (dimension, key, n)
            WHERE line.n > 0 AND (of_dimensions IS NULL OR of_dimensions && '{3,4,5,31,43}') GROUP BY site_id, day, place, line.dimension, line.key
            UNION ALL
            SELECT site_id, day, place, line.dimension::smallint, line.key, sum(n)::bigint
            FROM people, LATERAL (VALUES (6, coalesce(age_band, 0)), (7, coalesce(gender, 0)), (8, coalesce(district_id, 0)), (9, coalesce(is_first_visit::int + 1, 0))) AS line (dimension, key)
            WHERE of_dimensions IS NULL OR of_dimensions && '{6,7,8,9}' GROUP BY site_id, day, place, line.dimension, line.key
            UNION ALL
            SELECT site_id, day, place, line.dimension::smallint, line.key, sum(line.n)::bigint
            FROM asked, LATERAL (VALUES
                (11, theme_id, n), (12, organisation_id, n), (13, cause_id, n), (39, organisation_id * 10000 + theme_id, n), (40, theme_id, found), (42, institution_id, n),
                (14, 0, n - found), (14, 1, found),
                (15, 0, n - l1 - l2 - l3), (15, 1, l1), (15, 2, l2), (15, 3, l3),
                (16, 0, n - a1 - a2 - a3), (16, 1, a1), (16, 2, a2), (16, 3, a3),
                (17, 0, n - k1 - k2 - k3), (17, 1, k1), (17, 2, k2), (17, 3, k3),
                (18, 1, o1), (18, 2, o2), (18, 3, o3), (18, 4, o4), (18, 5, o5), (18, 6, o6)) AS line (dimension, key, n)
            WHERE line.n > 0 AND (of_dimensions IS NULL OR of_dimensions && '{11,12,13,14,15,16,17,18,39,40,42}') GROUP BY site_id, day, place, line.dimension, line.key
            UNION ALL
            SELECT site_id, day, place, line.dimension::smallint, line.key, sum(n)::bigint
            FROM given, LATERAL (VALUES (19, minutes), (38, half_day), (41, institution_id)) AS line (dimension, key)
            WHERE of_dimensions IS NULL OR of_dimensions && '{19,38,41}' GROUP BY site_id, day, place, line.dimension, line.key
            UNION ALL SELECT site_id, day, place, 34::smallint, hour * 1440 + minutes, count(*) FROM waits GROUP BY site_id, day, place, hour, minutes
            UNION ALL SELECT site_id, day, place, 35::smallint, 0, count(*) FROM waits WHERE state = 2 GROUP BY site_id, day, place
            UNION ALL SELECT DISTINCT site_id, day, place, 36::smallint, half_day, 1::bigint FROM given WHERE of_districts IS NULL
            UNION ALL
            SELECT site_id, day, place, 37::smallint, advice * 1000 + decision * 100 + autonomy * 10 + CASE WHEN theme_id IS NULL THEN 0 WHEN is_found THEN 2 ELSE 1 END, count(*)
            FROM matched GROUP BY site_id, day, place, 5
            UNION ALL
            SELECT site_id, day, NULL::int, line.dimension::smallint, line.key, count(*)
            FROM known, LATERAL (VALUES (47, anywhere, is_again IS NOT TRUE), (48, here, true), (49, first, here = 0)) AS line (dimension, key, is_counted)
            WHERE line.is_counted GROUP BY site_id, day, line.dimension, line.key) AS fact (site_id, day, place, dimension, key, n)
        WHERE of_dimensions IS NULL OR fact.dimension = ANY(of_dimensions);
        END $$;
        """;

    // Whole months that are counted by district by their month, all other days from their own rows: always exact, whatever has been counted.
    private const string BetweenOfDistricts = """
        CREATE FUNCTION district_figures_between(of_sites int[], first_day date, last_day date, by_month boolean, of_districts int[], of_dimensions smallint[])
        RETURNS TABLE (site_id int, start date, dimension smallint, key int, n bigint) LANGUAGE sql STABLE ROWS 50000 AS $$
        WITH months AS MATERIALIZED (
            SELECT site.id AS site_id, month::date AS start, (month + interval '1 month')::date AS next
            FROM unnest(of_sites) AS site(id),
                generate_series(date_trunc('month', first_day + interval '1 month' - interval '1 day'), last_day + interval '1 day' - interval '1 month', interval '1 month') AS month
            WHERE by_month AND NOT EXISTS (SELECT FROM stale_days s WHERE s.site_id = site.id AND s.day >= month AND s.day < month + interval '1 month')
                AND (EXISTS (SELECT FROM district_counts c WHERE c.site_id = site.id AND c.start = month::date)
                    OR NOT EXISTS (SELECT FROM figure_counts c WHERE c.grain = 2 AND c.site_id = site.id AND c.start = month::date))),
        days AS MATERIALIZED (
            SELECT array_agg(site.id) AS sites, array_agg(each.start::date) AS days FROM unnest(of_sites) AS site(id), generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') AS each(start)
            WHERE NOT EXISTS (SELECT FROM months WHERE months.site_id = site.id AND each.start >= months.start AND each.start < months.next)
            HAVING count(*) > 0)
        SELECT c.site_id, c.start, c.dimension, c.key, c.n::bigint FROM months CROSS JOIN unnest(of_districts) AS district(id) CROSS JOIN LATERAL (
            SELECT f.* FROM district_counts f
            WHERE f.site_id = months.site_id AND f.start = months.start AND f.district_id = district.id AND (of_dimensions IS NULL OR f.dimension = ANY(of_dimensions)) OFFSET 0) AS c
        UNION ALL
        SELECT c.site_id, c.day, c.dimension, c.key, c.n FROM days CROSS JOIN LATERAL figure_facts(days.sites, days.days, of_districts, of_dimensions) AS c
        $$;
        """;

    // Counts by district the months that are over, counted and unmarked, the latest first. It touches a count of the month, so that it and whoever counts a day of the month anew cannot
    // both end well: neither sees what the other writes.
    private const string FoldOfDistricts = """
        CREATE FUNCTION fold_districts(most int, before date) RETURNS int LANGUAGE plpgsql AS $$
        DECLARE
            sites int[];
            months date[];
        BEGIN
            IF current_setting('transaction_isolation') <> 'repeatable read' THEN RAISE EXCEPTION 'fold_districts needs one snapshot'; END IF;
            SELECT array_agg(m.id), array_agg(m.start) INTO sites, months FROM (
                SELECT site.id, month::date AS start FROM sites site
                CROSS JOIN LATERAL (SELECT c.start FROM figure_counts c WHERE c.grain = 2 AND c.site_id = site.id ORDER BY c.start LIMIT 1) AS oldest
                CROSS JOIN LATERAL generate_series(oldest.start::timestamp, date_trunc('month', before) - interval '1 month', interval '1 month') AS month
                WHERE EXISTS (SELECT FROM figure_counts c WHERE c.grain = 2 AND c.site_id = site.id AND c.start = month::date)
                    AND NOT EXISTS (SELECT FROM district_counts c WHERE c.site_id = site.id AND c.start = month::date)
                    AND NOT EXISTS (SELECT FROM stale_days s WHERE s.site_id = site.id AND s.day >= month AND s.day < month + interval '1 month')
                ORDER BY month DESC, site.id LIMIT most) AS m;
            IF sites IS NULL THEN RETURN 0; END IF;
            UPDATE figure_counts c SET n = c.n FROM unnest(sites, months) AS m(site_id, start)
                CROSS JOIN LATERAL (SELECT f.dimension, f.key FROM figure_counts f WHERE f.grain = 2 AND f.site_id = m.site_id AND f.start = m.start ORDER BY f.dimension, f.key LIMIT 1) AS one
                WHERE c.grain = 2 AND c.site_id = m.site_id AND c.start = m.start AND c.dimension = one.dimension AND c.key = one.key;
            INSERT INTO district_counts (site_id, start, district_id, dimension, key, n)
                SELECT f.site_id, date_trunc('month', f.day)::date, f.district_id, f.dimension, f.key, sum(f.n)
                FROM (
                    SELECT array_agg(m.site_id) AS sites, array_agg(day::date) AS days
                    FROM unnest(sites, months) AS m(site_id, start), generate_series(m.start::timestamp, m.start + interval '1 month' - interval '1 day', interval '1 day') AS day) AS counted
                CROSS JOIN LATERAL figure_facts(counted.sites, counted.days, ARRAY(SELECT id FROM districts) || 0) AS f
                GROUP BY 1, 2, 3, 4, 5;
            RETURN cardinality(sites);
        END $$;
        """;

    // How many persons came is counted by the day on which each one came before: a visit that is added, moved or removed changes that of the person's next one. The file is locked, so
    // that of two visits of one person that are stored at the same time the second to end sees the first.
    private const string MarksOfPersons = """
        CREATE FUNCTION mark_person(of_visitor uuid, since timestamptz) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM FROM visitors WHERE id = of_visitor FOR NO KEY UPDATE;
            PERFORM mark_day(v.site_id, v.day) FROM visits v WHERE v.visitor_id = of_visitor AND v.arrived_at >= since;
        END $$;
        CREATE FUNCTION visits_mark_person() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' AND OLD.visitor_id IS NOT NULL THEN PERFORM mark_person(OLD.visitor_id, OLD.arrived_at); END IF;
            IF TG_OP <> 'DELETE' AND NEW.visitor_id IS NOT NULL THEN PERFORM mark_person(NEW.visitor_id, NEW.arrived_at); END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER visits_mark_person_insert AFTER INSERT ON visits FOR EACH ROW WHEN (NEW.visitor_id IS NOT NULL) EXECUTE FUNCTION visits_mark_person();
        CREATE TRIGGER visits_mark_person_delete AFTER DELETE ON visits FOR EACH ROW WHEN (OLD.visitor_id IS NOT NULL) EXECUTE FUNCTION visits_mark_person();
        CREATE TRIGGER visits_mark_person AFTER UPDATE ON visits
            FOR EACH ROW WHEN ((OLD.visitor_id, OLD.arrived_at, OLD.site_id, OLD.removed_at) IS DISTINCT FROM (NEW.visitor_id, NEW.arrived_at, NEW.site_id, NEW.removed_at))
            EXECUTE FUNCTION visits_mark_person();
        """;

    // Where a visit's person lives is also where those of its sessions do, on whatever day and site they are; whom a professional works for counts for all that they did.
    private const string Marks = """
        CREATE FUNCTION visits_mark_district() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM mark_day(s.site_id, (s.started_at AT TIME ZONE 'Europe/Paris')::date) FROM sessions s WHERE s.visit_id = NEW.id;
            RETURN NULL;
        END $$;
        CREATE TRIGGER visits_mark_district AFTER UPDATE ON visits
            FOR EACH ROW WHEN (OLD.district_id IS DISTINCT FROM NEW.district_id) EXECUTE FUNCTION visits_mark_district();
        CREATE FUNCTION professionals_mark() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO stale_days
                SELECT site_id, day FROM visits WHERE recorded_by_id = NEW.id UNION SELECT site_id, (started_at AT TIME ZONE 'Europe/Paris')::date FROM sessions WHERE mediator_id = NEW.id;
            RETURN NULL;
        END $$;
        CREATE TRIGGER professionals_mark AFTER UPDATE ON professionals
            FOR EACH ROW WHEN (OLD.institution_id IS DISTINCT FROM NEW.institution_id) EXECUTE FUNCTION professionals_mark();
        """;

    private const string MarkAll = """
        INSERT INTO stale_days SELECT site_id, day FROM visits UNION SELECT site_id, (started_at AT TIME ZONE 'Europe/Paris')::date FROM sessions UNION SELECT site_id, start FROM figure_counts WHERE grain = 1;
        """;

    private const string DropShared = """
        DROP FUNCTION fold_figures(int), figures_between(int[], date, date, boolean, smallint[]);
        """;

    // As before, and only the parts of a marked day that are asked for.
    internal static readonly string Between = FigureCountsSql.Between.Replace("figure_facts(live.sites, live.days)", "figure_facts(live.sites, live.days, NULL, of_dimensions)", StringComparison.Ordinal);

    // As before, and what was counted by district of a month that is counted anew is counted again later.
    private static readonly string Fold = FigureCountsSql.Fold.Replace(
        "RETURN cardinality(sites);",
        """
        DELETE FROM district_counts c USING unnest(sites, days) AS t(site_id, day) WHERE c.site_id = t.site_id AND c.start = date_trunc('month', t.day)::date;
            RETURN cardinality(sites);
        """,
        StringComparison.Ordinal);

    public static void Add(MigrationBuilder migrationBuilder) => Run(
        migrationBuilder, DropShared, "DROP FUNCTION figure_facts(int[], date[]);", Tables, Facts, Between, Fold, BetweenOfDistricts, FoldOfDistricts, MarksOfPersons, Marks, MarkAll);

    public static void Remove(MigrationBuilder migrationBuilder) => Run(
        migrationBuilder,
        """
        DROP TRIGGER visits_mark_person ON visits;
        DROP TRIGGER visits_mark_person_insert ON visits;
        DROP TRIGGER visits_mark_person_delete ON visits;
        DROP FUNCTION visits_mark_person(), mark_person(uuid, timestamptz);
        DROP TRIGGER professionals_mark ON professionals;
        DROP TRIGGER visits_mark_district ON visits;
        DROP FUNCTION professionals_mark(), visits_mark_district(), fold_districts(int, date), district_figures_between(int[], date, date, boolean, int[], smallint[]);
        """,
        DropShared,
        "DROP FUNCTION figure_facts(int[], date[], int[], smallint[]); DROP TABLE district_counts;",
        FigureCountsSql.Facts,
        FigureCountsSql.Between,
        FigureCountsSql.Fold,
        MarkAll);

    private static void Run(MigrationBuilder migrationBuilder, params string[] statements)
    {
        foreach (var sql in statements)
        {
            migrationBuilder.Sql(sql);
        }
    }
}
