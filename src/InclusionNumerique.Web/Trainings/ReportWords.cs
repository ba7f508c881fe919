using InclusionNumerique.Trainings;

namespace InclusionNumerique.Web.Trainings;

/// <summary>The report's counts as they are said.</summary>
public static class ReportWords
{
    /// <summary>Null: some, but too few to say how many.</summary>
    public static string Few(int? count) => count is { } told ? told.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"moins de {TrainingReportQueries.GroupLeast}";

    public static string Seats(int count) => count == 1 ? "1 place libre" : $"{count} places libres";
}
