using InclusionNumerique.Dashboards;
using InclusionNumerique.Statistics;

namespace InclusionNumerique.Surveys;

/// <summary>How answers that are missing are treated in a block of lines.</summary>
public enum MissingRule
{
    /// <summary>Each line with all who answered it.</summary>
    Available,

    /// <summary>Only who answered every line of the block.</summary>
    ListWise,
}

/// <summary>What a reader may choose; all of it stands in the page's address.</summary>
/// <param name="GroupBy">The choice or yes/no question by which groups are made; null: everybody together.</param>
/// <param name="IsUnprotected">Letters also where the groups do not differ as a whole, as in the report of 2022.</param>
public sealed record SurveyResultChoice(string? GroupBy = null, MissingRule Missing = MissingRule.Available, bool IsUnprotected = false, SurveyAudience? Audience = null, bool IsCompleteOnly = false);

/// <summary>How sure a difference is.</summary>
public enum Evidence
{
    None,

    /// <summary>.05 ≤ p &lt; .10.</summary>
    Tendency,

    /// <summary>p &lt; .05.</summary>
    Significant,
}

/// <summary>The one place that turns a p into words and marks.</summary>
public static class EvidenceOf
{
    /// <summary>From here on nothing is even a tendency.</summary>
    private const double TendencyBelow = 0.10;

    /// <param name="alpha">Below it a difference is significant.</param>
    public static Evidence P(double p, double alpha = 0.05) => p < alpha ? Evidence.Significant : p < TendencyBelow ? Evidence.Tendency : Evidence.None;
}

/// <summary>One group of respondents, in the order of its question's answers.</summary>
/// <param name="Count">Who is in it and answered anything; null when too few to be shown, or withheld for another's sake.</param>
public sealed record SurveyGroup(string Value, string Label, int? Count);

/// <param name="Mean">Null when the group is not shown.</param>
/// <param name="IsFew">5 to 9 answers: to be read with care.</param>
public sealed record SurveyMean(int? Count, double? Mean, double? Deviation, double? Low, double? High, string Letters, bool IsFew);

/// <summary>Neighbouring points of a scale, counted together.</summary>
public sealed record SurveyPoints(int From, int To, Figure Count);

/// <summary>One line of a scale.</summary>
/// <param name="Points">From the least; two by two where the scale is long, so that few answers hide fewer of them.</param>
/// <param name="P">Of the one-way analysis over the groups that are shown; null without groups, or where it has no sense.</param>
/// <param name="Refusal">Why there is no p.</param>
/// <param name="Others">Over the same groups; null where fewer than two are shown.</param>
public sealed record SurveyScaleLine(
    string Key, string Text, bool IsReversed, SurveyMean All, IReadOnlyList<SurveyPoints> Points, IReadOnlyList<SurveyMean> Groups, double? P, double? EtaSquared, Evidence Evidence, string? Refusal,
    SurveyOtherTests? Others);

/// <param name="Count">Figure, hidden when small.</param>
/// <param name="Groups">In the order of the groups.</param>
public sealed record SurveyCountLine(string Value, string Text, Figure Count, IReadOnlyList<Figure> Groups);

/// <summary>Answers of one key in counts.</summary>
/// <param name="Base">Who answered it: the base of the percentages.</param>
/// <param name="GroupBases">By group.</param>
/// <param name="Test">Of independence, where it can be made.</param>
public sealed record SurveyCounts(string Key, string? Text, Figure Base, IReadOnlyList<Figure> GroupBases, IReadOnlyList<SurveyCountLine> Lines, SurveyCountTest? Test);

/// <param name="Name">"χ²", "test exact de Fisher" or, of a table too large for it, "test de Fisher, estimé par tirages".</param>
public sealed record SurveyCountTest(string Name, double? Statistic, int? Df, double P, double CramerV, Evidence Evidence);

/// <summary>One question with its tables.</summary>
/// <param name="Block">Of a scale with groups: the analysis of all its lines at once.</param>
/// <param name="BlockRefusal">Why there is none.</param>
/// <param name="Alpha">Of a scale of three lines or more.</param>
/// <param name="ListWiseCount">Who answered every line.</param>
public sealed record SurveyQuestionResult(
    SurveyQuestion Question, IReadOnlyList<SurveyScaleLine> Scale, IReadOnlyList<SurveyCounts> Counts, SurveyMean? Number, IReadOnlyList<SurveyMean> NumberGroups, Manova? Block, string? BlockRefusal,
    CronbachAlpha? Alpha, int ListWiseCount);

/// <summary>The results of a survey as they may be shown.</summary>
/// <param name="Respondents">Whose answers are gathered and fit the choice; null when fewer than <see cref="SurveyAnalysis.Least"/>: then nothing else is there.</param>
/// <param name="Complete">Of them, who came to the end; null where nobody knows, as of a file.</param>
/// <param name="Hidden">Groups that are not shown.</param>
public sealed record SurveyResult(string Title, SurveyForm Form, SurveyResultChoice Choice, int? Respondents, int? Complete, IReadOnlyList<SurveyGroup> Groups, IReadOnlyList<string> Hidden, IReadOnlyList<SurveyQuestionResult> Questions);
