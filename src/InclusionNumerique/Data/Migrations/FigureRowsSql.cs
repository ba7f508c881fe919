using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>What each orientation counts for, in one place for the counts and for the list behind them; and a day under way read without the persons that the page does not take from it (decision 26).</summary>
internal static class FigureRowsSql
{
    // The last state of an ended orientation is the one in which somebody still owed an action.
    private const string Sent = """
        CREATE FUNCTION orientations_sent(of_site int, first timestamptz, next timestamptz)
        RETURNS TABLE (id uuid, fate int, sender int, mode int, target int, need int, days int, due int) LANGUAGE sql STABLE ROWS 20 AS $$
        SELECT o.id, o.state * 1000000 + CASE WHEN o.state < 9 THEN o.state ELSE coalesce(step.state, 1) END * 100000 + more.refusal * 1000 + coalesce(o.outcome, 0) * 10 + more.arrived,
            coalesce(o.sender_institution_id, 0) * 10 + more.arrived,
            o.mode * 100 + more.arrived * 10 + (o.arrived_at IS NULL AND o.state <= 4)::int,
            CASE o.target WHEN 1 THEN o.target_site_id WHEN 2 THEN 300000000 + o.target_institution_id * 10000 + o.target_site_id ELSE 600000000 + partners.number END * 2 + more.arrived,
            CASE WHEN more.refusal BETWEEN 1 AND 19 THEN o.need * 100 + more.refusal END,
            CASE WHEN o.arrived_at IS NOT NULL THEN o.mode * 10000 + least(greatest(0, (o.arrived_at AT TIME ZONE 'Europe/Paris')::date - (o.created_at AT TIME ZONE 'Europe/Paris')::date), 9999) END,
            CASE WHEN o.state < 9 THEN o.due_on - '2000-01-01' END
        FROM (SELECT * FROM orientations WHERE coalesce(orientations.sender_site_id, 0) = of_site AND orientations.created_at >= first AND orientations.created_at < next OFFSET 0) AS o
        LEFT JOIN LATERAL (SELECT s.state, s.reason FROM orientation_steps s WHERE s.orientation_id = o.id AND s.state < 9 ORDER BY s.id DESC LIMIT 1) AS step ON o.state >= 9
        LEFT JOIN partners ON partners.id = o.partner_id
        CROSS JOIN LATERAL (SELECT (o.arrived_at IS NOT NULL)::int AS arrived,
            coalesce(CASE WHEN o.state IN (8, 9) THEN o.reason WHEN o.state = 11 AND step.state = 8 THEN coalesce(step.reason, 39) END, 0) AS refusal) AS more
        $$;
        """;

    private const string Read = """
        sent AS MATERIALIZED (
            SELECT wanted.site_id, wanted.day, s.* FROM wanted CROSS JOIN LATERAL orientations_sent(wanted.site_id, wanted.start, wanted."end") AS s
            WHERE of_districts IS NULL AND (of_dimensions IS NULL OR of_dimensions && '{52,53,54,55,56,57,58}'))

        """;

    private const string Lines = """
        SELECT site_id, day, NULL::int, line.dimension::smallint, line.key, count(*)
            FROM sent, LATERAL (VALUES (52, fate), (53, sender), (54, mode), (55, target), (56, need), (57, days), (58, due)) AS line (dimension, key)
            WHERE line.key IS NOT NULL GROUP BY site_id, day, line.dimension, line.key)
        """;

    // A desk's visit is stored with its session and requests: what the visit has marked, they need not look for.
    private const string Marks = """
        CREATE OR REPLACE FUNCTION visits_mark() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN PERFORM mark_day(OLD.site_id, OLD.day); END IF;
            IF TG_OP <> 'DELETE' THEN PERFORM mark_day(NEW.site_id, NEW.day); END IF;
            IF TG_OP = 'INSERT' THEN PERFORM set_config('figures.visit', NEW.id::text, true); END IF;
            RETURN NULL;
        END $$;
        CREATE OR REPLACE FUNCTION sessions_mark() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                PERFORM mark_day(OLD.site_id, (OLD.started_at AT TIME ZONE 'Europe/Paris')::date);
                PERFORM mark_day(v.site_id, v.day) FROM visits v WHERE v.id = OLD.visit_id;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                PERFORM mark_day(NEW.site_id, (NEW.started_at AT TIME ZONE 'Europe/Paris')::date);
                IF TG_OP = 'UPDATE' OR current_setting('figures.visit', true) IS DISTINCT FROM NEW.visit_id::text THEN
                    PERFORM mark_day(v.site_id, v.day) FROM visits v WHERE v.id = NEW.visit_id;
                END IF;
            END IF;
            IF TG_OP = 'INSERT' THEN PERFORM set_config('figures.session', NEW.id::text, true); END IF;
            RETURN NULL;
        END $$;
        CREATE OR REPLACE FUNCTION requests_mark() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' AND current_setting('figures.session', true) = NEW.session_id::text THEN RETURN NULL; END IF;
            IF TG_OP <> 'INSERT' THEN
                PERFORM mark_day(s.site_id, (s.started_at AT TIME ZONE 'Europe/Paris')::date), mark_day(v.site_id, v.day)
                    FROM sessions s JOIN visits v ON v.id = s.visit_id WHERE s.id = OLD.session_id;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                PERFORM mark_day(s.site_id, (s.started_at AT TIME ZONE 'Europe/Paris')::date), mark_day(v.site_id, v.day)
                    FROM sessions s JOIN visits v ON v.id = s.visit_id WHERE s.id = NEW.session_id;
            END IF;
            RETURN NULL;
        END $$;
        """;

    private const string ReadStart = "sent AS MATERIALIZED (", ReadEnd = "SELECT fact.* FROM (", LinesStart = "SELECT site_id, day, NULL::int, line.dimension::smallint, line.key, count(*)\n    FROM sent,", LinesEnd = " AS fact (";

    // Persons are read apart, for the house and for a site: what is asked without dimensions leaves them out.
    private static readonly string Between = FigureDistrictsSql.Between
        .Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal)
        .Replace("(of_dimensions IS NULL OR f.dimension = ANY(of_dimensions))", "(of_dimensions IS NULL AND f.dimension NOT IN (47, 48, 49) OR f.dimension = ANY(of_dimensions))", StringComparison.Ordinal)
        .Replace("NULL, of_dimensions)", "NULL, coalesce(of_dimensions, ARRAY(SELECT generate_series(3, 46) UNION ALL SELECT generate_series(50, 58))::smallint[]))", StringComparison.Ordinal)
        .Replace("    WHERE of_dimensions IS NULL OR c.dimension = ANY(of_dimensions)\n", "", StringComparison.Ordinal);

    private static readonly string Facts = Put(Put(FigureLoopSql.Facts, ReadStart, ReadEnd, Read), LinesStart, LinesEnd, Lines);

    public static void Add(MigrationBuilder migrationBuilder)
    {
        foreach (var sql in new[] { Sent, Facts, Between, Marks })
        {
            migrationBuilder.Sql(sql);
        }
    }

    // The marks may stay as they are: they mark the same days.
    public static void Remove(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(FigureDistrictsSql.Between.Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal));
        migrationBuilder.Sql(FigureLoopSql.Facts);
        migrationBuilder.Sql("DROP FUNCTION orientations_sent(int, timestamptz, timestamptz);");
    }

    private static string Put(string sql, string start, string end, string part)
    {
        var from = sql.IndexOf(start, StringComparison.Ordinal);
        return sql[..from] + part + sql[sql.IndexOf(end, from, StringComparison.Ordinal)..];
    }
}
