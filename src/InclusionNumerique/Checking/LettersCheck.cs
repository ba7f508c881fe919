namespace InclusionNumerique.Checking;

/// <summary>
/// Letters come from Fisher's LSD: two groups differ when |mᵢ − mⱼ| / √(1/nᵢ + 1/nⱼ) reaches one limit, t·s, the same for all pairs of the row.
/// Whatever that limit, no pair that shares a letter may lie beyond a pair that shares none; means are taken as far to the good as their rounding lets them.
/// </summary>
internal sealed class LettersCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        foreach (var table in report.Tables.Where(t => t.HasMeans))
        {
            foreach (var row in table.Rows)
            {
                var cells = PublishedPlace.Means(table with { Rows = [row] }).Where(p => p.Cell.Letters.Length > 0).ToList();
                var known = cells.Select(c => c.Cell.Count ?? sizes.Known(table, row, c.Index)).ToList();
                if (cells.Count > 2 && known.TrueForAll(n => n is > 0) && Worst(cells, [.. known.Select(n => n!.Value)]) is var (same, different))
                {
                    yield return new(
                        FindingKind.Letters, FindingWeight.Impossible, row.Id, null,
                        $"Aucune LSD ne donne ces lettres : {Pair(same)} partagent une lettre, {Pair(different)} non, alors que leur écart compte moins au regard des effectifs ({string.Join(", ", cells.Zip(known, (c, n) => $"{c.Group.Name} {n}"))}).") { Table = table.Id };
                }
            }
        }
    }

    private static ((PublishedPlace, PublishedPlace) Same, (PublishedPlace, PublishedPlace) Different)? Worst(List<PublishedPlace> cells, int[] sizes)
    {
        var pairs =
            (from i in Enumerable.Range(0, cells.Count)
             from j in Enumerable.Range(i + 1, cells.Count - i - 1)
             let gap = (double)Math.Abs(cells[i].Mean.Value - cells[j].Mean.Value)
             let slack = (double)(cells[i].Mean.Step + cells[j].Mean.Step) / 2
             let error = Math.Sqrt((1.0 / sizes[i]) + (1.0 / sizes[j]))
             select (Pair: (cells[i], cells[j]), Shares: cells[i].Cell.Shares(cells[j].Cell), Least: Math.Max(0, gap - slack) / error, Most: (gap + slack) / error)).ToList();
        var (same, different) = (pairs.Where(p => p.Shares).ToList(), pairs.Where(p => !p.Shares).ToList());
        if (same.Count == 0 || different.Count == 0)
        {
            return null;
        }

        var (far, near) = (same.MaxBy(p => p.Least), different.MinBy(p => p.Most));
        return far.Least >= near.Most ? (far.Pair, near.Pair) : null;
    }

    private static string Pair((PublishedPlace One, PublishedPlace Other) pair) => $"{pair.One.Group.Name} et {pair.Other.Group.Name} ({pair.One.Mean.Printed} et {pair.Other.Mean.Printed})";
}
