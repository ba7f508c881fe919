namespace InclusionNumerique.Surveys;

/// <summary>A text of a survey in another language, as files carry it.</summary>
/// <param name="Language">Two letters.</param>
/// <param name="Key">As of a survey's translations: "titre", "but", "P10", "P10:aide", "P10:moins", "P10.1"…</param>
public sealed record SurveyFileText(string Language, string Key, string Text);

/// <summary>What a file says that was not taken over, or not as it stands there.</summary>
/// <param name="Sheet">Of a workbook; empty otherwise.</param>
/// <param name="Line">As a spreadsheet or an editor counts them; 0 for the whole file.</param>
/// <param name="Message">In French.</param>
public sealed record SurveyFileFault(string Sheet, int Line, string Message);

/// <summary>A questionnaire that was read from another tool's file.</summary>
/// <param name="Form">What could be read of it; null when nothing could. With faults, it is less than the file or something else: to be taken only by somebody who has read them.</param>
public sealed record SurveyFileContent(SurveyForm? Form, string Title, string Purpose, IReadOnlyList<SurveyFileText> Texts, IReadOnlyList<SurveyFileFault> Faults);

/// <summary>A file that can't be read at all.</summary>
/// <param name="message">In French, for the person who chose it.</param>
public sealed class SurveyFileException(string message) : Exception(message);

/// <summary>How the texts of a form are named in its translations.</summary>
internal static class SurveyFileKeys
{
    public const string Title = SurveyTexts.TitleKey;
    public const string Purpose = SurveyTexts.PurposeKey;
    public const string Intro = ":intro";
    public const string Hint = ":aide";
    public const string Least = ":moins";
    public const string Most = ":plus";
    public const string Unit = ":unite";
    public const string Reason = ":raison";
}

/// <summary>The translations of a form at hand.</summary>
internal sealed class SurveyFileTexts(IReadOnlyList<SurveyFileText> texts)
{
    private readonly Dictionary<(string, string), string> _texts = texts.GroupBy(t => (t.Language, t.Key)).ToDictionary(g => g.Key, g => g.First().Text);

    public IReadOnlyList<string> Languages { get; } = [.. texts.Select(t => t.Language).Distinct().Order(StringComparer.Ordinal)];

    public string? this[string language, string key] => _texts.GetValueOrDefault((language, key));
}
