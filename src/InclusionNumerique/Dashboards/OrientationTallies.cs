using InclusionNumerique.Orientations;

namespace InclusionNumerique.Dashboards;

/// <summary>Which orientations a line of the figures counts, by the numbers that <c>orientations_sent</c> gives each.</summary>
internal static class OrientationTallies
{
    /// <summary>Sites, first instant, instant after the last, fates (null: any), tally, key, whether arrived, awaited, overdue and in time ones alone, today.</summary>
    public const string Ids = """
        SELECT s.id AS "Value" FROM unnest({0}) AS site(id) CROSS JOIN LATERAL orientations_sent(site.id, {1}, {2}) AS s
        WHERE ({3}::int[] IS NULL OR s.fate = ANY({3}))
            AND CASE {4} WHEN 3 THEN s.sender / 10 = {5} WHEN 4 THEN s.target / 2 / 300000000 + 1 = {5} WHEN 5 THEN s.target / 2 = {5} WHEN 6 THEN s.mode / 100 = {5} WHEN 7 THEN s.need = {5} ELSE true END
            AND (NOT {6} OR s.fate % 10 = 1) AND (NOT {7} OR s.mode % 10 = 1)
            AND ({8}::boolean IS NULL OR (s.due <= {9}::date - '2000-01-01') = {8})
        """;

    /// <summary>Sites, first day, last day.</summary>
    public const string Fates = """SELECT DISTINCT key AS "Value" FROM figures_between({0}, {1}, {2}, true, '{{52}}')""";

    /// <summary>The key of a count of what became of the orientations.</summary>
    public static int KeyOf(OrientationPart part, int key) => ((int)part * 1_000) + key + 1;

    /// <summary>Whether <paramref name="key"/> is that of a count of this fate.</summary>
    public static bool Is(int fate, int key) => OrientationCounts.Is(fate, (OrientationPart)(key / 1_000), (key % 1_000) - 1);

    /// <summary>Whether it counts overdue ones alone, or those in time; null: either.</summary>
    public static bool? IsOverdue(int key) => key == KeyOf(OrientationPart.Open, 1) ? true : key == KeyOf(OrientationPart.Open, 0) ? false : null;
}
