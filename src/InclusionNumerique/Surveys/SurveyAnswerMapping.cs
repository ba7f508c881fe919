using System.Text.RegularExpressions;

namespace InclusionNumerique.Surveys;

/// <summary>Recognises where a column of another tool's file belongs, by what the tools write at its head: our own names, a question's text, LimeSurvey's and KoboToolbox's codes.</summary>
internal sealed partial class SurveyAnswerMapping
{
    // A null target: several answers are called so.
    private readonly Dictionary<string, string?> _targets = new(StringComparer.Ordinal);

    public SurveyAnswerMapping(SurveyForm form)
    {
        var (codes, names) = (new LimeSurveyCodes(form), new SpssNames());
        var columns = SurveyColumn.Of(form);
        foreach (var column in columns)
        {
            _targets[Plain(column.Name)] = column.Name;
        }

        foreach (var question in form.Questions.Where(q => q.Kind == QuestionKind.MultipleChoice))
        {
            _targets.TryAdd(Plain(question.Id), question.Id);
        }

        foreach (var column in columns)
        {
            _targets.TryAdd(Plain(names.Of(column.Name)), column.Name);
            foreach (var code in Codes(codes, column))
            {
                _targets.TryAdd(Plain(code), column.Name);
            }
        }

        foreach (var group in columns.SelectMany(c => Labels(c).Select(l => (Label: Plain(l), c.Name))).Distinct().GroupBy(p => p.Label).Where(g => g.Key.Length > 0))
        {
            _targets.TryAdd(group.Key, group.Count() == 1 ? group.First().Name : null);
        }
    }

    public static IReadOnlyList<SurveyAnswerTarget> Targets(SurveyForm form) =>
    [
        .. SurveyColumn.Of(form).Select(c => new SurveyAnswerTarget(c.Name, c.Label)),
        .. form.Questions.Where(q => q.Kind == QuestionKind.MultipleChoice).Select(q => new SurveyAnswerTarget(q.Id, $"{q.Text} (tous les choix dans une colonne)")),
    ];

    /// <summary>Null when it is not recognised.</summary>
    public string? Of(string header) => Plain(header) is { Length: > 0 } plain
        ? _targets.GetValueOrDefault(plain) ?? (CodeFirst().Match(header.Trim()) is { Success: true } code ? _targets.GetValueOrDefault(Plain(code.Groups[1].Value)) : null)
            // "group/question/option", as KoboToolbox has it.
            ?? (plain.LastIndexOf('/') is > 0 and var slash ? _targets.GetValueOrDefault(plain[(slash + 1)..]) : null)
        : null;

    // "P10[1]. Êtes-vous à l’aise ?", as LimeSurvey writes code and text together.
    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9_]*(?:\[[^\]]*\])?)\.\s", RegexOptions.CultureInvariant)]
    private static partial Regex CodeFirst();

    private static string Plain(string text) => string.Join(' ', text.ToLowerInvariant().Replace('’', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Codes(LimeSurveyCodes codes, SurveyColumn column)
    {
        if (column.Question is not { } question)
        {
            return [];
        }

        var code = codes.Of(question);
        var part = column.Option ?? column.Key;
        if (column.Kind == SurveyColumnKind.OtherText)
        {
            return [$"{code}[other]", $"{code}_other"];
        }

        var index = question.Items.FindIndex(i => i.Id == part);
        return index < 0
            ? [code]
            : [$"{code}[{LimeSurveyCodes.Of(question, question.Items[index])}]", $"{code}_{LimeSurveyCodes.Of(question, question.Items[index])}", $"{code}[SQ{index + 1:000}]", $"{code}_SQ{index + 1:000}"];
    }

    private static IEnumerable<string> Labels(SurveyColumn column) => column.Question is not { } question ? [column.Label]
        : column.Label == question.Text ? [question.Text]
        : column.Kind == SurveyColumnKind.OtherText ? [$"{question.Text} [Autre]", $"{question.Text} [Other]"]
        : [column.Label, $"{question.Text} [{column.Label}]", $"{column.Label} – {question.Text}", $"{question.Text}/{column.Label}"];
}
