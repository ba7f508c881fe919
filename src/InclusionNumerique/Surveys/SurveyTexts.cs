namespace InclusionNumerique.Surveys;

/// <param name="Key">See <see cref="SurveyTranslation.Key"/>.</param>
public sealed record SurveyText(string Key, string French);

/// <summary>Every text of a survey that a respondent reads, in its order.</summary>
public static class SurveyTexts
{
    public const string TitleKey = "titre";
    public const string PurposeKey = "but";

    public static IEnumerable<SurveyText> Of(string title, string purpose, SurveyForm form) =>
        new SurveyText[] { new(TitleKey, title), new(PurposeKey, purpose) }.Concat(form.Blocks.SelectMany(OfBlock)).Where(t => !string.IsNullOrWhiteSpace(t.French));

    private static IEnumerable<SurveyText> OfBlock(SurveyBlock block) =>
        new SurveyText[] { new(block.Id, block.Title), new(block.Id + ":intro", block.Intro ?? "") }.Concat(block.Questions.SelectMany(OfQuestion));

    private static IEnumerable<SurveyText> OfQuestion(SurveyQuestion question) =>
        new SurveyText[]
        {
            new(question.Id, question.Text), new(question.Id + ":aide", question.Hint ?? ""), new(question.Id + ":moins", question.LeastLabel), new(question.Id + ":plus", question.MostLabel),
            new(question.Id + ":unite", question.Unit ?? ""), new(question.Id + ":raison", question.Reason ?? ""),
        }.Concat(question.Items.Select(i => new SurveyText(i.Id, i.Text)));
}

/// <summary>The words of a survey in one language.</summary>
public sealed class SurveyWords(string language, IReadOnlyDictionary<string, (string Text, bool IsChecked)> translated)
{
    public string Language { get; } = language;

    /// <summary>Some of it was made by a machine, and nobody who speaks the language has read it.</summary>
    public bool IsToBeChecked { get; } = translated.Values.Any(t => !t.IsChecked);

    /// <summary>French where there is no translation.</summary>
    public string Of(string key, string? french) => translated.TryGetValue(key, out var text) ? text.Text : french ?? "";

    /// <summary>What the text is written in, where that is not the page's language.</summary>
    public string? LanguageOf(string key) => Language == "fr" || translated.ContainsKey(key) ? null : "fr";
}
