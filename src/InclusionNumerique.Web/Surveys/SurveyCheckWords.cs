using InclusionNumerique.Checking;

namespace InclusionNumerique.Web.Surveys;

/// <summary>The checker's words on screen.</summary>
public static class SurveyCheckWords
{
    public static string Count(int findings) => findings switch { 0 => "Aucun constat", 1 => "Un constat", _ => $"{findings} constats" };

    public static (string Label, string Tone) Weight(FindingWeight weight) => weight switch
    {
        FindingWeight.Impossible => ("Impossible", "bad"),
        FindingWeight.Contradiction => ("Ne s’accorde pas", "warn"),
        _ => ("À savoir", ""),
    };

    public static string Title(PublishedTable table)
    {
        var title = table.Title.Length > 0 ? table.Title : $"Tableau {table.Id}";
        return table.Question.Length > 0 ? $"{table.Question}. {title}{(table.Grouping.Length > 0 ? $" (par {table.Grouping})" : "")}" : title;
    }

    /// <summary>A breakdown, a row, or several rows.</summary>
    public static string Place(Finding finding) => finding.Group is { } group ? $"{finding.Place}, {group}" : finding.Place;
}
