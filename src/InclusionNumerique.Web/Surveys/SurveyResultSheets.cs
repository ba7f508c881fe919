using InclusionNumerique.Dashboards;
using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Surveys;

/// <summary>Tables of results as sheets of numbers: what is hidden on the page is hidden here, by the same mark.</summary>
internal static class SurveyResultSheets
{
    private const string Hidden = "masqué";

    public static IReadOnlyList<FigureSheet> Of(IReadOnlyList<SurveyResult> results) => [.. results.SelectMany(Of)];

    private static IEnumerable<FigureSheet> Of(SurveyResult result)
    {
        var by = result.Choice.GroupBy ?? "ensemble";
        yield return new($"Échelles {by}", [.. ScaleHead(result)], [.. result.Questions.SelectMany(q => q.Scale.Select(line => Scale(result, q, line)))]);
        yield return new($"Réponses {by}", [.. CountHead(result)], [.. result.Questions.SelectMany(q => q.Counts.SelectMany(c => c.Lines.Select(line => Count(result, q, c, line))))]);
        if (result.Questions.Any(q => q.Number is not null))
        {
            yield return new($"Nombres {by}", ["Question", "Groupe", "Moyenne", "Écart type", "N"], [.. result.Questions.Where(q => q.Number is not null).SelectMany(q => Numbers(result, q))]);
        }
    }

    private static IEnumerable<string> ScaleHead(SurveyResult result) =>
        ["Question", "Item", "Moyenne", "Écart type", "N", .. result.Groups.SelectMany(g => new[] { g.Label, $"{g.Label}, lettres", $"{g.Label}, écart type", $"{g.Label}, N" }), .. result.Groups.Count > 1 ? ["p", "Différence"] : Array.Empty<string>()];

    private static object?[] Scale(SurveyResult result, SurveyQuestionResult question, SurveyScaleLine line) =>
    [
        question.Question.Text, line.Text, Mean(line.All.Mean), Mean(line.All.Deviation), line.All.Count,
        .. line.Groups.SelectMany(g => g.Mean is null ? new object?[] { Hidden, null, null, null } : [Mean(g.Mean), g.Letters, Mean(g.Deviation), g.Count]),
        .. result.Groups.Count > 1 ? [line.P is { } p ? Math.Round((decimal)p, 4) : null, line.Evidence switch { Evidence.Significant => "significative", Evidence.Tendency => "tendance", _ => line.Refusal ?? "aucune établie" }] : Array.Empty<object?>(),
    ];

    private static IEnumerable<string> CountHead(SurveyResult result) =>
        ["Question", "Ligne", "Réponse", "Effectif", "N", "%", .. result.Groups.SelectMany(g => new[] { g.Label, $"{g.Label}, N", $"{g.Label}, %" }), .. result.Groups.Count > 1 ? ["p", "Test"] : Array.Empty<string>()];

    private static object?[] Count(SurveyResult result, SurveyQuestionResult question, InclusionNumerique.Surveys.SurveyCounts counts, SurveyCountLine line) =>
    [
        question.Question.Text, counts.Text, line.Text, .. Share(line.Count, counts.Base), .. line.Groups.SelectMany((cell, i) => Share(cell, counts.GroupBases[i])),
        .. result.Groups.Count > 1 ? [counts.Test is { } test ? Math.Round((decimal)test.P, 4) : null, counts.Test?.Name] : Array.Empty<object?>(),
    ];

    private static IEnumerable<object?[]> Numbers(SurveyResult result, SurveyQuestionResult question) =>
        result.Groups.Select((g, i) => (g.Label, Value: question.NumberGroups[i])).Prepend((Label: "Ensemble", Value: question.Number!))
            .Select(g => g.Value.Mean is null ? new object?[] { question.Question.Text, g.Label, Hidden, null, null } : [question.Question.Text, g.Label, Mean(g.Value.Mean), Mean(g.Value.Deviation), g.Value.Count]);

    private static object?[] Share(Figure count, Figure whole) =>
        [Value(count), Value(whole), count.Value is { } n && whole.Value is > 0 and { } all ? Math.Round(100m * n / all, 1, MidpointRounding.AwayFromZero) : null];

    private static object Value(Figure figure) => figure.Value is { } value ? value : figure.Mask == Mask.Small ? $"< {SurveyAnalysis.Least}" : Hidden;

    // As the page shows it: a reader who compares them finds the same figure.
    private static decimal? Mean(double? mean) => mean is { } value ? Math.Round((decimal)value, 2) : null;
}
