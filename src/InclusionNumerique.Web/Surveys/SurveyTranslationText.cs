using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

public enum SurveyTextState
{
    Missing,

    /// <summary>Nobody who speaks the language has read it.</summary>
    ToCheck,

    /// <summary>The French changed since.</summary>
    Outdated,
    Checked,
}

/// <summary>One text on its way to another language, as it was and as it is typed now.</summary>
public sealed class SurveyTranslationText(SurveyTranslationRow row)
{
    // A translation of something else is to be read again, whoever had checked it.
    private readonly bool _wasChecked = row.IsChecked && !row.IsOutdated;

    public string Key => row.Key;

    public string French => row.French;

    public string Text { get; set; } = row.Text;

    public bool IsChecked { get; set; } = row.IsChecked && !row.IsOutdated;

    public bool IsChanged => Text != row.Text || IsChecked != _wasChecked;

    public SurveyTextState State =>
        string.IsNullOrWhiteSpace(Text) ? SurveyTextState.Missing
        : IsChecked ? SurveyTextState.Checked
        : row.IsOutdated && Text == row.Text ? SurveyTextState.Outdated
        : SurveyTextState.ToCheck;
}
