namespace InclusionNumerique.Dashboards;

/// <summary>What a count is about. The numbers stand in the database too: its function <c>figure_facts</c> says what each one counts.</summary>
internal enum Dimension
{
    Site = 1,

    /// <summary>Day number of the column's first day.</summary>
    Column = 2,

    /// <summary>ISO weekday × 2, plus 1 for afternoons.</summary>
    HalfDay = 3,
    Hour = 4,
    State = 5,
    AgeBand = 6,
    Gender = 7,
    District = 8,

    /// <summary>0 not said, 1 known face, 2 first visit.</summary>
    FirstVisit = 9,
    Theme = 11,
    Organisation = 12,
    Cause = 13,

    /// <summary>0 stated at first, 1 found on the way.</summary>
    Found = 14,
    Level = 15,
    ActedBy = 16,
    Keyboard = 17,
    Outcome = 18,

    /// <summary>Sessions, by minutes.</summary>
    Minutes = 19,
    DurationRange = 20,
    Priority = 21,

    /// <summary>Seen: 0 at once, 1 after a wait.</summary>
    Waited = 22,

    /// <summary>Sessions by site.</summary>
    SiteSessions = 23,

    /// <summary>Visits: 0 not triaged, 1 triaged.</summary>
    Triaged = 24,
    Advice = 25,
    FollowedAdvice = 26,

    /// <summary>Decided otherwise, by advice; 0 all together.</summary>
    OtherDecision = 27,

    /// <summary>Sent to the kiosk: 0 against the advice, 1 all; 2: another decision against the advice.</summary>
    Kiosk = 28,

    /// <summary>Autonomy at triage: 0 not asked, 1 not autonomous, 2 autonomous and not sent to the kiosk, 3 autonomous, 4 asked.</summary>
    Asked = 29,

    /// <summary>Theme stated at triage: 0 not, or not seen; 1 not among the requests; 2 among them.</summary>
    StatedTheme = 30,

    /// <summary>Visits: 0 without, 1 by appointment.</summary>
    Origin = 31,

    /// <summary>Visits by appointment, by day number of the first day of the week, or of the column where it is longer.</summary>
    ByAppointment = 32,

    /// <summary>The other visits of the same days.</summary>
    Otherwise = 33,

    /// <summary>Visits that waited and were seen, those that the clock closed left out: hour of arrival × 1,440, plus the whole minutes of the wait, 1,439 at most.</summary>
    Wait = 34,

    /// <summary>Of them, the visits that are over.</summary>
    WaitEnded = 35,

    /// <summary>Half-days with a session, by half-day of the week; not told by district.</summary>
    HalfDayHeld = 36,

    /// <summary>Triages: advice × 1,000 + decision × 100 + autonomy × 10 + theme, as <see cref="TriageRow"/> has them.</summary>
    Triage = 37,

    /// <summary>Sessions, by half-day of the week as <see cref="HalfDay"/> has them.</summary>
    SessionHalfDay = 38,

    /// <summary>Requests: organisation × 10,000 + theme.</summary>
    Pair = 39,

    /// <summary>Requests found on the way, by theme.</summary>
    FoundTheme = 40,

    /// <summary>Sessions and requests by the mediator's institution, visits by that of who recorded them: the one they work for today. 0: none.</summary>
    SessionInstitution = 41,
    RequestInstitution = 42,
    VisitInstitution = 43,

    /// <summary>Requests stated at first, by theme.</summary>
    StatedThemes = 44,

    /// <summary>Requests of the cross table: line × 100 + column.</summary>
    Cross = 45,

    /// <summary>Sessions: site × 100 + half-day of the week.</summary>
    SiteHalfDay = 46,

    /// <summary>
    /// Persons with a file, at their first visit of the day: by the day of their visit before, anywhere; those of the same day left out. Days are counted from 1 January 2000; 0: they never came before. Who comes in
    /// a period for the first time is counted there once: in a period that begins on day d came as many persons as have a key below d.
    /// </summary>
    Person = 47,

    /// <summary>The same at one site, by the day of their visit before there.</summary>
    PersonOfSite = 48,

    /// <summary>Persons who came to the site for the first time, by the day of their first visit anywhere.</summary>
    NewOfSite = 49,

    /// <summary>Appointments, holds left out: state × 100,000 + origin × 10,000 + reason of cancelling × 10, plus 1 where overbooked. Like all that follows not told by district.</summary>
    Appointment = 50,

    /// <summary>Appointments, by days from booking.</summary>
    BookedAhead = 51,

    /// <summary>Orientations, at the sender's site (0: at none), as are the next: state × 1,000,000 + last × 100,000 + refusal × 1,000 + outcome × 10, plus 1 where arrived; see <see cref="OrientationRow"/>.</summary>
    Orientation = 52,

    /// <summary>Institution × 10, plus 1 where arrived. 0: none.</summary>
    OrientationSender = 53,

    /// <summary>Mode × 100, plus 10 where arrived, plus 1 where awaited.</summary>
    OrientationMode = 54,

    /// <summary>Twice the target, plus 1 where arrived. A site; 300,000,000 + institution × 10,000 + site; 600,000,000 + number of the partner.</summary>
    OrientationTarget = 55,

    /// <summary>Those sent to the wrong place: need × 100 + reason.</summary>
    OrientationNeed = 56,

    /// <summary>Arrived ones: mode × 10,000 + days from sending, 9,999 at most.</summary>
    OrientationDays = 57,

    /// <summary>Open ones, by the day on which whoever owes the next action is reminded, in days from 1 January 2000.</summary>
    OrientationDue = 58,
}

/// <summary>One count; key 0 is "not said".</summary>
internal sealed record CountRow(int Dimension, int Key, long Count);

internal sealed record MinutesRow(int SiteId, int Minutes, long Count);

/// <summary>One count of the period.</summary>
/// <param name="SiteId">0 where no table tells the sites apart.</param>
internal sealed record FactRow(int Dimension, int SiteId, int Key, long Count);

/// <summary>Visits of one column over time, all of them or by appointment.</summary>
/// <param name="Start">First day of the column within the period.</param>
internal sealed record ColumnRow(DateOnly Start, int Dimension, long Count);

/// <summary>Waits of so many minutes in one column over time.</summary>
/// <param name="HalfDay">As <see cref="Dimension.HalfDay"/> has it, by hour of arrival.</param>
internal sealed record WaitCountRow(DateOnly Start, int HalfDay, int Minutes, long Count);

/// <summary>The counts of a period, from what is kept of each day and month (decision 26). Without districts, everybody counts.</summary>
internal static class FigureSql
{
    /// <summary>
    /// For the transaction: each statement is planned once, not for each of its values, which took more than half of PostgreSQL's time for a month of one site (33 of 49 ms). Each reads by key whatever the values are.
    /// </summary>
    public const string PlannedOnce = "SET LOCAL plan_cache_mode = force_generic_plan";

    /// <summary>Sites, first day, last day, districts.</summary>
    public static string Facts(int[] districts) => $$"""
        SELECT dimension::int AS dimension, CASE WHEN dimension IN (5, 19, 34, 35, 36, 38, 50, 51) THEN site_id ELSE 0 END AS site_id, key, sum(n)::bigint AS count
        FROM {{Between(districts, "true", "NULL")}} GROUP BY 1, 2, 3
        """;

    /// <summary>Sites, first day, last day, districts, step.</summary>
    public static string Columns(int[] districts) => $$"""
        SELECT greatest(date_trunc({4}, start::timestamp)::date, {1}) AS start, dimension::int AS dimension, sum(n)::bigint AS count
        FROM {{Between(districts, "{4} = 'month'", "'{{5,31}}'")}} GROUP BY 1, 2
        """;

    /// <summary>Sites, first day, last day, districts, step, dimension, key: one line of a table over time.</summary>
    public static string Line(int[] districts) => $$"""
        SELECT greatest(date_trunc({4}, start::timestamp)::date, {1}) AS start, dimension::int AS dimension, sum(n)::bigint AS count
        FROM {{Between(districts, "{4} = 'month'", "ARRAY[{5}]::smallint[]")}} WHERE key = {6} GROUP BY 1, 2
        """;

    /// <summary>Sites, first day, last day, districts, step. A weekday is told by its days alone, from a Monday on: 98,000 counts (twelve months of six sites) take 27 ms.</summary>
    public static string Waits(int[] districts) => $$"""
        SELECT greatest(date_trunc({4}, start::timestamp)::date, {1}) AS start, (start - date '2001-01-01') % 7 * 2 + 2 + (key >= 13 * 1440)::int AS half_day, key % 1440 AS minutes, sum(n)::bigint AS count
        FROM {{Between(districts, "false", "'{{34}}'")}} GROUP BY 1, 2, 3
        """;

    /// <summary>Sites, first instant, instant after the last, now: those that touch the period, a website's outage too.</summary>
    public const string Incidents = """
        SELECT count(*)::int AS total, count(*) FILTER (WHERE is_blocking)::int AS blocking FROM incidents
        WHERE removed_at IS NULL AND started_at < {2} AND started_at <= {3} AND (ended_at IS NULL OR ended_at > {1} OR started_at >= {1}) AND (site_id IS NULL OR site_id = ANY({0}))
        """;

    // Both name the districts, so that every statement takes the same values.
    private static string Between(int[] districts, string byMonth, string dimensions) => districts.Length == 0
        ? $"(SELECT {{3}}::int[]) AS everywhere, figures_between({{0}}, {{1}}, {{2}}, {byMonth}, {dimensions})"
        : $"district_figures_between({{0}}, {{1}}, {{2}}, {byMonth}, {{3}}, {dimensions})";
}
