namespace InclusionNumerique.Checking;

/// <summary>Exact halves go one way in one publication: up as a rule, or to the even figure (IEEE 754).</summary>
internal sealed class RoundingCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        var halves =
            (from place in PublishedPlace.Means(report)
             let size = place.Cell.Count ?? sizes.Known(place.Table, place.Row, place.Index)
             where size is > 0
             select (Place: place, Fit: Grim.Fit(place.Mean, size.Value))).ToList();
        var up = halves.Count(h => h.Fit == RoundingFit.HalfUp);
        var down = halves.Where(h => h.Fit is RoundingFit.HalfDown or RoundingFit.HalfToEven).ToList();

        // To even, about half of them go up: a few of many is no rule.
        if (up > 0 && down.Count > 0 && (down.Exists(h => h.Fit == RoundingFit.HalfDown) || halves.Exists(h => h.Fit == RoundingFit.HalfUp && !IsEven(h.Place.Mean))))
        {
            var few = up >= down.Count ? down : [.. halves.Where(h => h.Fit == RoundingFit.HalfUp)];
            var cells = string.Join(", ", few.Select(h => $"{h.Place.Row.Id} ({h.Place.Mean.Printed})"));
            yield return new(
                FindingKind.Rounding, FindingWeight.Remark, string.Join(' ', few.Select(h => h.Place.Row.Id).Distinct()), null,
                $"Les moyennes qui tombent juste au milieu sont arrondies {up} fois vers le haut et {down.Count} fois vers le bas : {cells}.", "une seule règle d’arrondi");
        }
    }

    private static bool IsEven(PublishedNumber mean) => decimal.Truncate(mean.Value / mean.Step) % 2 == 0;
}
