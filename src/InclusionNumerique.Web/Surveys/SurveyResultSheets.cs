using InclusionNumerique.Dashboards;
using InclusionNumerique.Statistics;
using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Surveys;

/// <summary>Tables of results as sheets of numbers: what is hidden on the page is hidden here, by the same mark.</summary>
internal static class SurveyResultSheets
{
    private const string Hidden = "masqué";

    private static readonly string[] OtherHead = ["Question", "Item", "Welch F", "Welch ddl 1", "Welch ddl 2", "Welch p", "Levene F", "Levene ddl 1", "Levene ddl 2", "Levene p", "Kruskal-Wallis H", "Kruskal-Wallis ddl", "Kruskal-Wallis p", "Remarque"];

    /// <param name="parts">One for each questionnaire; where there are several, their sheets are numbered.</param>
    public static IReadOnlyList<FigureSheet> Of(IReadOnlyList<IReadOnlyList<SurveyResult>> parts) =>
        [.. parts.Index().SelectMany(part => part.Item.SelectMany(result => Of(result, parts.Count > 1 ? $"{part.Index + 1} " : "")))];

    private static IEnumerable<FigureSheet> Of(SurveyResult result, string number)
    {
        var by = result.Choice.GroupBy ?? "ensemble";
        yield return new($"{number}Échelles {by}", [.. ScaleHead(result)], [.. result.Questions.SelectMany(q => q.Scale.Select(line => Scale(result, q, line)))]);
        if (result.Groups.Count > 1)
        {
            yield return new($"{number}Autres tests {by}", OtherHead, [.. result.Questions.SelectMany(q => q.Scale.Where(l => l.Others is not null).Select(l => Others(q, l, l.Others!)))]);
            yield return new($"{number}Paires {by}", ["Question", "Item", "Groupe", "Autre groupe", "Écart des moyennes", "p (Games-Howell)", "Remarque"], [.. result.Questions.SelectMany(q => q.Scale.Where(l => l.Others is not null).SelectMany(l => Pairs(q, l, l.Others!)))]);
        }

        yield return new($"{number}Réponses {by}", [.. CountHead(result)], [.. result.Questions.SelectMany(q => q.Counts.SelectMany(c => c.Lines.Select(line => Count(result, q, c, line))))]);
        if (result.Questions.Any(q => q.Number is not null))
        {
            yield return new($"{number}Nombres {by}", ["Question", "Groupe", "Moyenne", "Écart type", "N"], [.. result.Questions.Where(q => q.Number is not null).SelectMany(q => Numbers(result, q))]);
        }
    }

    private static IEnumerable<string> ScaleHead(SurveyResult result) =>
        ["Question", "Item", "Moyenne", "Écart type", "N", .. result.Groups.SelectMany(g => new[] { g.Label, $"{g.Label}, lettres", $"{g.Label}, écart type", $"{g.Label}, N" }), .. result.Groups.Count > 1 ? ["p", "Différence"] : Array.Empty<string>()];

    private static object?[] Scale(SurveyResult result, SurveyQuestionResult question, SurveyScaleLine line) =>
    [
        question.Question.Text, line.Text, Mean(line.All.Mean), Mean(line.All.Deviation), line.All.Count,
        .. line.Groups.SelectMany(g => g.Mean is null ? new object?[] { Hidden, null, null, null } : [Mean(g.Mean), g.Letters, Mean(g.Deviation), g.Count]),
        .. result.Groups.Count > 1 ? [P(line.P), line.Evidence switch { Evidence.Significant => "significative", Evidence.Tendency => "tendance", _ => line.Refusal ?? "aucune établie" }] : Array.Empty<object?>(),
    ];

    private static object?[] Others(SurveyQuestionResult question, SurveyScaleLine line, SurveyOtherTests tests) =>
    [
        question.Question.Text, line.Text, .. Test(tests.Welch), .. Test(tests.Levene), Mean(tests.KruskalWallis.Value?.H), tests.KruskalWallis.Value?.Df, P(tests.KruskalWallis.Value?.P),
        string.Join(' ', new[] { ("Welch", tests.Welch.Refusal), ("Levene", tests.Levene.Refusal), ("Kruskal-Wallis", tests.KruskalWallis.Refusal) }.Where(r => r.Item2 is not null).Select(r => $"{r.Item1} : {r.Item2!.Message}")),
    ];

    private static object?[] Test(Calculation<FTest> test) => [Mean(test.Value?.F), Mean(test.Value?.Df1), Mean(test.Value?.Df2), P(test.Value?.P)];

    private static IEnumerable<object?[]> Pairs(SurveyQuestionResult question, SurveyScaleLine line, SurveyOtherTests tests) => tests.Pairs.Value is { } pairs
        ? pairs.Pairs.Select(p => new object?[] { question.Question.Text, line.Text, tests.Groups[p.First], tests.Groups[p.Second], Mean(p.Difference), P(p.P), null })
        : [[question.Question.Text, line.Text, null, null, null, null, tests.Pairs.Refusal!.Message]];

    private static IEnumerable<string> CountHead(SurveyResult result) =>
        ["Question", "Ligne", "Réponse", "Effectif", "N", "%", .. result.Groups.SelectMany(g => new[] { g.Label, $"{g.Label}, N", $"{g.Label}, %" }), .. result.Groups.Count > 1 ? ["p", "Test"] : Array.Empty<string>()];

    private static object?[] Count(SurveyResult result, SurveyQuestionResult question, InclusionNumerique.Surveys.SurveyCounts counts, SurveyCountLine line) =>
    [
        question.Question.Text, counts.Text, line.Text, .. Share(line.Count, counts.Base), .. line.Groups.SelectMany((cell, i) => Share(cell, counts.GroupBases[i])),
        .. result.Groups.Count > 1 ? [P(counts.Test?.P), counts.Test?.Name] : Array.Empty<object?>(),
    ];

    private static IEnumerable<object?[]> Numbers(SurveyResult result, SurveyQuestionResult question) =>
        result.Groups.Select((g, i) => (g.Label, Value: question.NumberGroups[i])).Prepend((Label: "Ensemble", Value: question.Number!))
            .Select(g => g.Value.Mean is null ? new object?[] { question.Question.Text, g.Label, Hidden, null, null } : [question.Question.Text, g.Label, Mean(g.Value.Mean), Mean(g.Value.Deviation), g.Value.Count]);

    private static object?[] Share(Figure count, Figure whole) =>
        [Value(count), Value(whole), count.Value is { } n && whole.Value is > 0 and { } all ? Math.Round(100m * n / all, 1, MidpointRounding.AwayFromZero) : null];

    private static object Value(Figure figure) => figure.Value is { } value ? value : figure.Mask == Mask.Small ? $"< {SurveyAnalysis.Least}" : Hidden;

    private static decimal? P(double? p) => p is { } value ? Math.Round((decimal)value, 4) : null;

    // As the page shows it: a reader who compares them finds the same figure.
    private static decimal? Mean(double? mean) => mean is { } value ? Math.Round((decimal)value, 2) : null;
}
