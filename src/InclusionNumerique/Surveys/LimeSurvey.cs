using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Surveys;

/// <summary>
/// A questionnaire as LimeSurvey's "Tab Separated Value survey structure" (.txt): one row per setting, group, question, subquestion and answer, the base language first. What
/// LimeSurvey has no word for stands in columns that begin with "in_"; with them, what was written here is read back to the letter.
/// </summary>
public static partial class LimeSurvey
{
    internal const string Id = "in_id";
    internal const string Kind = "in_kind";
    internal const string Audience = "in_audience";
    internal const string Shuffle = "in_shuffle";
    internal const string Reversed = "in_reversed";
    internal const string Exclusive = "in_exclusive";
    internal const string Reason = "in_reason";
    internal const string TrainingNeed = "in_training";

    /// <summary>The value of the option "other" of a list.</summary>
    internal const string OtherValue = "-oth-";

    // Groups of the same name are shuffled among each other.
    internal const string ShuffledGroups = "blocs";

    internal static readonly IReadOnlyList<string> Columns =
    [
        "class", "type/scale", "name", "relevance", "text", "help", "language", "validation", "mandatory", "other", "default", "same_default", "random_group", "random_order",
        "exclude_all_others", "min_num_value_n", "max_num_value_n", "suffix", Id, Kind, Audience, Shuffle, Reversed, Exclusive, Reason, TrainingNeed,
    ];

    /// <param name="texts">In other languages.</param>
    public static byte[] Write(string title, string purpose, SurveyForm form, IReadOnlyList<SurveyFileText>? texts = null) =>
        new LimeSurveyWriter(title, purpose, form, new(texts ?? [])).Write();

    /// <exception cref="SurveyFileException">This is no survey structure at all, or beyond a limit.</exception>
    public static SurveyFileContent Read(byte[] file) => new LimeSurveyReader(CsvText.Read(file, '\t')).Read();

    /// <summary>LimeSurvey shows its texts as HTML and calculates what stands between braces.</summary>
    internal static string ToHtml(string? text)
    {
        var html = (text ?? "").Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("{", "&#123;").Replace("}", "&#125;").Replace("\r\n", "\n").Replace("\n", "<br />");
        // Harmless in a spreadsheet, and no apostrophe on the screen.
        return html.Length > 0 && SpreadsheetText.Neutral(html[..1]).Length > 1 ? $"&#{((int)html[0]).ToString(CultureInfo.InvariantCulture)};{html[1..]}" : html;
    }

    internal static string FromHtml(string html)
    {
        var text = Hidden().Replace(html, "");
        text = NewLine().Replace(text, "\n");
        return WebUtility.HtmlDecode(Tag().Replace(text, "")).Replace('\u00a0', ' ').Trim();
    }

    /// <summary>It shows what is no text, or calculates some.</summary>
    internal static bool IsMoreThanText(string html) => Media().IsMatch(html) || Braces().IsMatch(html);

    [GeneratedRegex("<(script|style)[^>]*>[^<]*</(script|style)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<br ?/?>[\r\n]*|</p>[\r\n]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NewLine();

    [GeneratedRegex("</?[a-zA-Z!][^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("<(img|video|audio|iframe|object|embed|input)[ />]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Media();

    [GeneratedRegex(@"\{[^\s{}][^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}
