namespace InclusionNumerique.Checking;

/// <summary>
/// Answers are whole points: n of them can only have means that are multiples of 1/n (GRIM, Brown and Heathers 2017). With a size that is printed, a mean off
/// that grid is impossible; with a size that only the other means betray, it is told when no size at all would fit its column in the table.
/// </summary>
internal sealed class MeanCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        foreach (var place in PublishedPlace.Means(report))
        {
            var printed = place.Cell.Count ?? GroupSizes.Printed(place.Table, place.Row, place.Index);
            if (printed is > 0 && Grim.Fit(place.Mean, printed.Value) == RoundingFit.None)
            {
                yield return place.Finding(FindingKind.Mean, FindingWeight.Impossible, $"{place.Mean.Printed} est impossible avec {printed} réponses entières.", Grim.Nearest(place.Mean, printed.Value));
            }
            else if (printed is null && sizes.Run(place.Table, place.Index) is { } run && Grim.Fit(place.Mean, run.Size) == RoundingFit.None && !Explained(place, run))
            {
                yield return place.Finding(
                    FindingKind.Mean, FindingWeight.Impossible,
                    $"{place.Mean.Printed} est impossible avec {run.Size} réponses entières, l’effectif que trahissent les autres moyennes de la colonne.", Grim.Nearest(place.Mean, run.Size));
            }
        }
    }

    private static bool Explained(PublishedPlace place, SizeRun run)
    {
        var means = PublishedPlace.Means(place.Table).Where(p => p.Index == place.Index).Select(p => p.Mean).ToList();
        return Enumerable.Range(1, run.Declared ?? (2 * run.Size)).Any(size => means.TrueForAll(m => Grim.Fit(m, size) != RoundingFit.None));
    }
}
