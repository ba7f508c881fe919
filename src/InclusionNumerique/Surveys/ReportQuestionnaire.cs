using System.Text.Json;

namespace InclusionNumerique.Surveys;

/// <summary>One of the evaluation report's two questionnaires, to the word, as the product brings them along.</summary>
public sealed record ReportQuestionnaire(string Title, string Purpose, SurveyForm Form)
{
    /// <summary>Of the visitors' questionnaire, beside French.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "ar", "tr", "pt", "ru", "uk"];

    /// <summary>Structure, training, main mission: the report's chapter 2 compares the professionals by each of them.</summary>
    public static IReadOnlyList<string> Breakdowns { get; } = ["P01", "P07", "P03"];

    /// <summary>Each call gives a form of its own, that may be edited.</summary>
    public static ReportQuestionnaire Professionals() => Read("professionnels");

    /// <summary>Each call gives a form of its own, that may be edited.</summary>
    public static ReportQuestionnaire Visitors() => Read("usagers");

    /// <summary>Of the visitors' questionnaire, by <see cref="SurveyTranslation.Key"/>. Machine-made: nobody has checked them.</summary>
    public static IReadOnlyDictionary<string, string> Translation(string language)
    {
        using var stream = Open($"usagers.{language}");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    internal static Stream Open(string name) =>
        typeof(ReportQuestionnaire).Assembly.GetManifestResourceStream($"InclusionNumerique.Surveys.Questionnaires.{name}.json")
        ?? throw new ArgumentException($"No questionnaire file “{name}”.", nameof(name));

    private static ReportQuestionnaire Read(string name)
    {
        using var stream = Open(name);
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        return new(root.GetProperty("title").GetString()!, root.GetProperty("purpose").GetString()!, SurveyForm.Parse(root.GetProperty("form").GetRawText()));
    }
}
