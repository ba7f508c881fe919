namespace InclusionNumerique.Checking;

/// <summary>
/// Checks a publication against itself: what its numbers, letters and sentences say of each other. Knows no answers.
/// </summary>
public static class ReportChecker
{
    private static readonly IReportCheck[] Checks =
    [
        new ScaleCheck(), new MeanCheck(), new RoundingCheck(), new PercentCheck(), new SumCheck(), new SizeCheck(), new BaseCheck(), new FilterCheck(), new RepetitionCheck(), new SampleCheck(),
        new LettersCheck(), new OverlapCheck(), new MarkCheck(), new ReadingCheck(), new FormatCheck(), new LabelCheck(), new WordingCheck(), new SentenceCheck(),
    ];

    /// <summary>In the order of the checks, then of the publication.</summary>
    public static IReadOnlyList<Finding> Check(PublishedReport report)
    {
        var sizes = GroupSizes.Of(report);
        return [.. Checks.SelectMany(check => check.Of(report, sizes))];
    }
}
