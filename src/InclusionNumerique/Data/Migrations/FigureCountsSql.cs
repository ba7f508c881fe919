using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>Counts kept by day and month for the figures (decision 26). The numbers of the dimensions are those of <see cref="Dashboards.Dimension"/>.</summary>
internal static class FigureCountsSql
{
    // grain 1: start is the day; grain 2: start is the first of the month. stale_days is append-only but for fold_figures: a mark that another transaction may be deleting
    // would be no mark. It holds a minute's marks: an index would only make the desks of a site wait for each other at its one page.
    private const string Tables = """
        CREATE TABLE figure_counts (
            grain smallint NOT NULL, site_id int NOT NULL, start date NOT NULL, dimension smallint NOT NULL, key int NOT NULL, n int NOT NULL,
            PRIMARY KEY (grain, site_id, start, dimension, key) INCLUDE (n));
        CREATE TABLE stale_days (site_id int NOT NULL, day date NOT NULL);
        CREATE INDEX ix_visits_visitor_days ON visits (site_id, day, visitor_id) WHERE visitor_id IS NOT NULL AND removed_at IS NULL;
        """;

    // Each part reads its rows once into a small cube and folds the cube into one count per line. OFFSET 0 keeps each step a look-up by key: how many rows a day holds is
    // unknown when the plan is made, and PostgreSQL would rather read all requests of the house.
    internal const string Facts = """
        CREATE FUNCTION figure_facts(of_sites int[], of_days date[]) RETURNS TABLE (site_id int, day date, dimension smallint, key int, n bigint)
        LANGUAGE plpgsql STABLE ROWS 5000 AS $$
        #variable_conflict use_column
        BEGIN
        RETURN QUERY
        WITH wanted AS (SELECT w.site_id, w.day, w.day::timestamp AT TIME ZONE 'Europe/Paris' AS start, (w.day + 1)::timestamp AT TIME ZONE 'Europe/Paris' AS "end" FROM unnest(of_sites, of_days) AS w(site_id, day)),
        came AS MATERIALIZED (
            SELECT v.site_id, v.day, v.id, v.hour, v.state, v.origin, v.age_band, v.gender, v.district_id, v.is_first_visit, v.seen_at, v.eligible_at
            FROM wanted JOIN visits v ON v.site_id = wanted.site_id AND v.day = wanted.day WHERE v.removed_at IS NULL),
        attendance AS (SELECT site_id, day, hour, state, count(*) AS n, count(*) FILTER (WHERE origin = 2) AS met FROM came GROUP BY site_id, day, hour, state),
        people AS (SELECT site_id, day, age_band, gender, district_id, is_first_visit, count(*) AS n FROM came GROUP BY site_id, day, age_band, gender, district_id, is_first_visit),
        waits AS (
            SELECT site_id, day, hour, state, least(1439, greatest(0, round(extract(epoch FROM seen_at - eligible_at) / 60)))::int AS minutes
            FROM came WHERE seen_at IS NOT NULL AND eligible_at IS NOT NULL AND state <> 9),
        helped AS MATERIALIZED (
            SELECT s.site_id, wanted.day, s.id, s.minutes, extract(hour FROM s.started_at AT TIME ZONE 'Europe/Paris') >= 13 AS is_afternoon
            FROM wanted CROSS JOIN LATERAL (
                SELECT * FROM sessions WHERE sessions.site_id = wanted.site_id AND started_at >= wanted.start AND started_at < wanted."end" AND removed_at IS NULL OFFSET 0) AS s),
        asked AS (
            SELECT site_id, day, theme_id, organisation_id, cause_id, count(*) AS n,
                count(*) FILTER (WHERE is_found_on_the_way) AS found,
                count(*) FILTER (WHERE level = 1) AS l1, count(*) FILTER (WHERE level = 2) AS l2, count(*) FILTER (WHERE level = 3) AS l3,
                count(*) FILTER (WHERE acted_by = 1) AS a1, count(*) FILTER (WHERE acted_by = 2) AS a2, count(*) FILTER (WHERE acted_by = 3) AS a3,
                count(*) FILTER (WHERE keyboard = 1) AS k1, count(*) FILTER (WHERE keyboard = 2) AS k2, count(*) FILTER (WHERE keyboard = 3) AS k3,
                count(*) FILTER (WHERE outcome = 1) AS o1, count(*) FILTER (WHERE outcome = 2) AS o2, count(*) FILTER (WHERE outcome = 3) AS o3,
                count(*) FILTER (WHERE outcome = 4) AS o4, count(*) FILTER (WHERE outcome = 5) AS o5, count(*) FILTER (WHERE outcome = 6) AS o6
            FROM helped CROSS JOIN LATERAL (SELECT * FROM requests WHERE requests.session_id = helped.id OFFSET 0) AS r
            GROUP BY site_id, day, theme_id, organisation_id, cause_id),
        triaged AS (
            SELECT came.site_id, came.day, came.id, t.advice, t.decision, coalesce(t.autonomy, 0) AS autonomy, CASE WHEN came.state = 2 THEN t.theme_id END AS theme_id
            FROM came CROSS JOIN LATERAL (SELECT * FROM triages WHERE triages.visit_id = came.id OFFSET 0) AS t),
        matched AS (
            SELECT triaged.site_id, triaged.day, advice, decision, autonomy, theme_id, is_found
            FROM triaged LEFT JOIN LATERAL (
                SELECT bool_or(requests.theme_id = triaged.theme_id) AS is_found FROM sessions JOIN requests ON requests.session_id = sessions.id
                WHERE sessions.visit_id = triaged.id AND sessions.removed_at IS NULL) AS found ON triaged.theme_id IS NOT NULL)
        SELECT site_id, day, line.dimension::smallint, line.key, sum(line.n)::bigint
        FROM attendance, LATERAL (VALUES (3, extract(isodow FROM day)::int * 2 + (hour >= 13)::int, n), (4, hour, n), (5, state, n), (31, 1, met)) AS line (dimension, key, n)
        WHERE line.n > 0 GROUP BY site_id, day, line.dimension, line.key
        UNION ALL
        SELECT site_id, day, line.dimension::smallint, line.key, sum(n)::bigint
        FROM people, LATERAL (VALUES (6, coalesce(age_band, 0)), (7, coalesce(gender, 0)), (8, coalesce(district_id, 0)), (9, coalesce(is_first_visit::int + 1, 0))) AS line (dimension, key)
        GROUP BY site_id, day, line.dimension, line.key
        UNION ALL
        SELECT site_id, day, line.dimension::smallint, line.key, sum(line.n)::bigint
        FROM asked, LATERAL (VALUES
            (11, coalesce(theme_id, 0), n), (12, coalesce(organisation_id, 0), n), (13, coalesce(cause_id, 0), n),
            (14, 0, n - found), (14, 1, found),
            (15, 0, n - l1 - l2 - l3), (15, 1, l1), (15, 2, l2), (15, 3, l3),
            (16, 0, n - a1 - a2 - a3), (16, 1, a1), (16, 2, a2), (16, 3, a3),
            (17, 0, n - k1 - k2 - k3), (17, 1, k1), (17, 2, k2), (17, 3, k3),
            (18, 1, o1), (18, 2, o2), (18, 3, o3), (18, 4, o4), (18, 5, o5), (18, 6, o6)) AS line (dimension, key, n)
        WHERE line.n > 0 GROUP BY site_id, day, line.dimension, line.key
        UNION ALL SELECT site_id, day, 19::smallint, minutes, count(*) FROM helped GROUP BY site_id, day, minutes
        UNION ALL SELECT site_id, day, 34::smallint, hour * 1440 + minutes, count(*) FROM waits GROUP BY site_id, day, hour, minutes
        UNION ALL SELECT site_id, day, 35::smallint, 0, count(*) FROM waits WHERE state = 2 GROUP BY site_id, day
        UNION ALL SELECT site_id, day, 36::smallint, 0, count(DISTINCT is_afternoon) FROM helped GROUP BY site_id, day
        UNION ALL
        SELECT site_id, day, 37::smallint, advice * 1000 + decision * 100 + autonomy * 10 + CASE WHEN theme_id IS NULL THEN 0 WHEN is_found THEN 2 ELSE 1 END, count(*)
        FROM matched GROUP BY site_id, day, 4;
        END $$;
        """;

    // Whole months by their month, other days by their day, and what changed since it was counted from its own rows: one snapshot, therefore always exact. OFFSET 0 keeps
    // each of the three a look-up by key.
    internal const string Between = """
        CREATE FUNCTION figures_between(of_sites int[], first_day date, last_day date, by_month boolean, of_dimensions smallint[])
        RETURNS TABLE (site_id int, start date, dimension smallint, key int, n bigint) LANGUAGE sql STABLE ROWS 50000 AS $$
        WITH stale AS MATERIALIZED (SELECT DISTINCT s.site_id, s.day FROM stale_days s WHERE s.site_id = ANY(of_sites) AND s.day BETWEEN first_day AND last_day),
        months AS MATERIALIZED (
            SELECT site.id AS site_id, month::date AS start, (month + interval '1 month')::date AS next
            FROM unnest(of_sites) AS site(id),
                generate_series(date_trunc('month', first_day + interval '1 month' - interval '1 day'), last_day + interval '1 day' - interval '1 month', interval '1 month') AS month
            WHERE by_month AND NOT EXISTS (SELECT FROM stale WHERE stale.site_id = site.id AND stale.day >= month AND stale.day < month + interval '1 month')),
        days AS MATERIALIZED (
            SELECT site.id AS site_id, each.start::date FROM unnest(of_sites) AS site(id), generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') AS each(start)
            WHERE NOT EXISTS (SELECT FROM months WHERE months.site_id = site.id AND each.start >= months.start AND each.start < months.next)
                AND NOT EXISTS (SELECT FROM stale WHERE stale.site_id = site.id AND stale.day = each.start::date))
        SELECT c.site_id, c.start, c.dimension, c.key, c.n::bigint FROM months CROSS JOIN LATERAL (
            SELECT f.* FROM figure_counts f WHERE f.grain = 2 AND f.site_id = months.site_id AND f.start = months.start AND (of_dimensions IS NULL OR f.dimension = ANY(of_dimensions)) OFFSET 0) AS c
        UNION ALL
        SELECT c.site_id, c.start, c.dimension, c.key, c.n::bigint FROM days CROSS JOIN LATERAL (
            SELECT f.* FROM figure_counts f WHERE f.grain = 1 AND f.site_id = days.site_id AND f.start = days.start AND (of_dimensions IS NULL OR f.dimension = ANY(of_dimensions)) OFFSET 0) AS c
        UNION ALL
        SELECT c.site_id, c.day, c.dimension, c.key, c.n
        FROM (SELECT array_agg(stale.site_id) AS sites, array_agg(stale.day) AS days FROM stale HAVING count(*) > 0) AS live CROSS JOIN LATERAL figure_facts(live.sites, live.days) AS c
        WHERE of_dimensions IS NULL OR c.dimension = ANY(of_dimensions)
        $$;
        """;

    // Counts the marked days anew, the latest first. In one snapshot: a change that it does not see has a mark that it does not take away.
    internal const string Fold = """
        CREATE FUNCTION fold_figures(most int) RETURNS int LANGUAGE plpgsql AS $$
        DECLARE
            sites int[];
            days date[];
        BEGIN
            IF current_setting('transaction_isolation') <> 'repeatable read' THEN RAISE EXCEPTION 'fold_figures needs one snapshot'; END IF;
            SELECT array_agg(s.site_id), array_agg(s.day) INTO sites, days FROM (SELECT site_id, day FROM stale_days GROUP BY site_id, day ORDER BY day DESC, site_id LIMIT most) AS s;
            IF sites IS NULL THEN RETURN 0; END IF;
            DELETE FROM stale_days s USING unnest(sites, days) AS t(site_id, day) WHERE s.site_id = t.site_id AND s.day = t.day;
            DELETE FROM figure_counts c USING unnest(sites, days) AS t(site_id, day) WHERE c.grain = 1 AND c.site_id = t.site_id AND c.start = t.day;
            INSERT INTO figure_counts (grain, site_id, start, dimension, key, n) SELECT 1, f.site_id, f.day, f.dimension, f.key, f.n FROM figure_facts(sites, days) AS f;
            DELETE FROM figure_counts c USING (SELECT DISTINCT t.site_id, date_trunc('month', t.day)::date AS start FROM unnest(sites, days) AS t(site_id, day)) AS m
                WHERE c.grain = 2 AND c.site_id = m.site_id AND c.start = m.start;
            INSERT INTO figure_counts (grain, site_id, start, dimension, key, n)
                SELECT 2, m.site_id, m.start, c.dimension, c.key, sum(c.n)
                FROM (SELECT DISTINCT t.site_id, date_trunc('month', t.day)::date AS start FROM unnest(sites, days) AS t(site_id, day)) AS m
                JOIN figure_counts c ON c.grain = 1 AND c.site_id = m.site_id AND c.start >= m.start AND c.start < m.start + interval '1 month'
                GROUP BY m.site_id, m.start, c.dimension, c.key;
            RETURN cardinality(sites);
        END $$;
        """;

    private const string MarkAllKept = """
        CREATE FUNCTION mark_all_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO stale_days SELECT DISTINCT site_id, start FROM figure_counts WHERE grain = 1;
            RETURN NULL;
        END $$;
        """;

    // Row by row: a trigger with a transition table costs a desk's visit three times as much. What the transaction has marked already is not marked again.
    private const string Mark = """
        CREATE FUNCTION mark_day(of_site int, of_day date) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
            mark text := ';' || of_site || ' ' || of_day || ';';
            marks text := coalesce(current_setting('figures.marked', true), '');
        BEGIN
            IF strpos(marks, mark) = 0 THEN
                INSERT INTO stale_days (site_id, day) VALUES (of_site, of_day);
                PERFORM set_config('figures.marked', CASE WHEN length(marks) > 1000 THEN mark ELSE marks || mark END, true);
            END IF;
        END $$;
        """;

    // Whatever a figure rests on marks its site and day, in its own transaction. A triage is counted with the requests of its visit.
    private static readonly (string Table, string Marks)[] Marked =
    [
        ("visits", "PERFORM mark_day({0}.site_id, {0}.day);"),
        ("sessions", """
            PERFORM mark_day({0}.site_id, ({0}.started_at AT TIME ZONE 'Europe/Paris')::date);
            PERFORM mark_day(v.site_id, v.day) FROM visits v WHERE v.id = {0}.visit_id;
            """),
        ("requests", """
            PERFORM mark_day(s.site_id, (s.started_at AT TIME ZONE 'Europe/Paris')::date), mark_day(v.site_id, v.day)
                FROM sessions s JOIN visits v ON v.id = s.visit_id WHERE s.id = {0}.session_id;
            """),
        ("triages", "PERFORM mark_day(v.site_id, v.day) FROM visits v WHERE v.id = {0}.visit_id;"),
    ];

    public static void Add(MigrationBuilder migrationBuilder)
    {
        foreach (var sql in new[] { Tables, Facts, Between, Fold, MarkAllKept, Mark })
        {
            migrationBuilder.Sql(sql);
        }

        foreach (var (table, marks) in Marked)
        {
            migrationBuilder.Sql($"""
                CREATE FUNCTION {table}_mark() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP <> 'INSERT' THEN {marks.Replace("{0}", "OLD", StringComparison.Ordinal)} END IF;
                    IF TG_OP <> 'DELETE' THEN {marks.Replace("{0}", "NEW", StringComparison.Ordinal)} END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER {table}_mark AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_mark();
                CREATE TRIGGER {table}_mark_truncate AFTER TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION mark_all_kept();
                """);
        }

        migrationBuilder.Sql("""
            INSERT INTO stale_days SELECT DISTINCT site_id, day FROM visits UNION SELECT DISTINCT site_id, (started_at AT TIME ZONE 'Europe/Paris')::date FROM sessions;
            """);
    }

    public static void Remove(MigrationBuilder migrationBuilder)
    {
        foreach (var (table, _) in Marked)
        {
            migrationBuilder.Sql($"DROP TRIGGER {table}_mark ON {table}; DROP TRIGGER {table}_mark_truncate ON {table}; DROP FUNCTION {table}_mark();");
        }

        migrationBuilder.Sql("""
            DROP FUNCTION mark_day(int, date), mark_all_kept(), fold_figures(int), figures_between(int[], date, date, boolean, smallint[]), figure_facts(int[], date[]);
            DROP INDEX ix_visits_visitor_days;
            DROP TABLE figure_counts, stale_days;
            """);
    }
}
