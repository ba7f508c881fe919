namespace InclusionNumerique.Checking;

/// <summary>A rule that tells agreement from disagreement tells it for every mean there is.</summary>
internal sealed class ReadingCheck : IReportCheck
{
    private const int Shown = 10;

    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        if (report.Scale is not { DisagreeMost: { } disagree, AgreeLeast: { } agree })
        {
            yield break;
        }

        var between = PublishedPlace.Means(report).Where(p => p.Mean.Value > disagree && p.Mean.Value < agree).OrderBy(p => p.Table.Grouping.Length).ToList();
        if (between.Count > 0)
        {
            var cells = string.Join(", ", between.Take(Shown).Select(p => $"{p.Row.Id} {p.Mean.Printed}"));
            yield return new(
                FindingKind.Reading, FindingWeight.Remark, "", null,
                $"La règle de lecture ne dit rien entre {PublishedNumber.Written(disagree, 1)} et {PublishedNumber.Written(agree, 1)} ; {between.Count} moyennes s’y trouvent : {cells}{(between.Count > Shown ? "…" : ".")}");
        }
    }
}
