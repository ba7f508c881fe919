using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>
/// A questionnaire as an XLSForm workbook (sheets survey, choices and settings), which ODK and KoboToolbox read: xlsform.org. What the format has no word for stands in columns
/// that begin with "in_", which other tools pass over; with them, what was written here is read back to the letter.
/// </summary>
public static class XlsForm
{
    internal const string SurveySheet = "survey";
    internal const string ChoicesSheet = "choices";
    internal const string SettingsSheet = "settings";

    // One name, without "::": a converter takes each column of the choices for the name of an XML element.
    internal const string Kind = "in_kind";
    internal const string Audience = "in_audience";
    internal const string Reversed = "in_reversed";
    internal const string Shuffle = "in_shuffle";
    internal const string Exclusive = "in_exclusive";
    internal const string Unit = "in_unit";
    internal const string Reason = "in_reason";
    internal const string TrainingNeed = "in_training";
    internal const string OtherOf = "in_other_of";

    /// <summary>Of the settings, with a language.</summary>
    internal const string TitleText = "in_title";

    internal const string YesWord = "yes";
    internal const string YesNoList = "oui-non";
    internal const string YesNoDontKnowList = "oui-non-nsp";
    internal const string French = "fr";

    /// <param name="texts">In other languages.</param>
    public static byte[] Write(string title, string purpose, SurveyForm form, IReadOnlyList<SurveyFileText>? texts = null) =>
        new XlsFormWriter(title, purpose, form, new(texts ?? [])).Write();

    /// <exception cref="SurveyFileException">This is no XLSForm at all, or beyond a limit.</exception>
    public static SurveyFileContent Read(byte[] file) => new XlsFormReader(XlsFormSheets.Read(file)).Read();

    /// <summary>As columns name it: "Français (fr)".</summary>
    internal static string LanguageName(string language)
    {
        var name = CultureInfo.GetCultureInfo(language).NativeName;
        return $"{CultureInfo.GetCultureInfo(language).TextInfo.ToUpper(name[..1])}{name[1..]} ({language})";
    }
}
