namespace InclusionNumerique.Checking;

/// <summary>The groups of a table of means are not more people than the table.</summary>
internal sealed class SizeCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes) =>
        from table in report.Tables
        where table.HasMeans && table.Groups.Count > 1 && table.Base is not null && table.Groups.All(g => g.Count is not null)
        let sum = table.Groups.Sum(g => (long)g.Count!.Value)
        where sum > table.Base
        select new Finding(FindingKind.Base, FindingWeight.Contradiction, table.Id, null, $"Les groupes font {sum} personnes, le tableau {table.Base}.", $"{table.Base} au plus") { Table = table.Id };
}
