namespace InclusionNumerique.Checking;

/// <summary>No mean lies beyond the ends of its scale.</summary>
internal sealed class ScaleCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes) =>
        report.Scale is not { } scale ? [] :
        from place in PublishedPlace.Means(report)
        where place.Mean.Value < scale.Least || place.Mean.Value > scale.Most
        select place.Finding(FindingKind.Scale, FindingWeight.Impossible, $"{place.Mean.Printed} est hors de l’échelle.", $"de {scale.Least} à {scale.Most}");
}
