namespace InclusionNumerique.Checking;

/// <summary>Pairwise tests are not transitive: over many rows some group stands between two others and carries both letters (Piepho 2004). Never is a sign of letters set by hand.</summary>
internal sealed class OverlapCheck : IReportCheck
{
    private const int RowsLeast = 20;

    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        var lettered = report.Tables.GroupBy(t => t.Grouping).Select(g => (Grouping: g.Key, Rows: g.SelectMany(t => t.Rows).Select(r => r.Cells.Where(c => c.Letters.Length > 0).ToList()).Where(c => c.Count > 2).ToList()));
        return lettered.Where(g => g.Rows.Count >= RowsLeast && g.Rows.TrueForAll(r => r.TrueForAll(c => c.Letters.Length == 1))).Select(g => new Finding(
            FindingKind.Letters, FindingWeight.Remark, g.Grouping, null,
            $"Aucune des {g.Rows.Count} lignes n’a de lettres qui se recouvrent (« ab ») : des groupes intermédiaires ont sans doute été rangés de force d’un côté."));
    }
}
