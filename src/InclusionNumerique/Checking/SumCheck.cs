namespace InclusionNumerique.Checking;

/// <summary>The answers of one question: no count above its base, counts that make the base, percentages that make 100 up to their rounding.</summary>
internal sealed class SumCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        foreach (var (table, row, index, cell) in PublishedCount.Of(report))
        {
            if (cell.Count is { } count && PublishedCount.Base(table, row, index) is { } total && count > total)
            {
                yield return PublishedCount.Finding(table, row, index, FindingKind.Base, FindingWeight.Impossible, $"{count} dépasse la base de {total}.");
            }
        }

        foreach (var table in report.Tables.Where(t => !t.HasMeans && !t.AllowsSeveral))
        {
            var questions = table.SumsByRow
                ? table.Rows.Where(r => r.Cells.Count > 1).Select(r => (Place: r.Id, Group: (string?)null, Base: PublishedCount.Base(table, r, 0), r.Cells))
                : table.Groups.Select((_, i) => (table.Id, PublishedCount.Name(table, i), Base: table.Rows.Count > 0 ? PublishedCount.Base(table, table.Rows[0], i) : null, (IReadOnlyList<PublishedCell>)[.. table.Rows.Where(r => r.Cells.Count > i).Select(r => r.Cells[i])]));
            foreach (var (place, group, total, cells) in questions.Where(q => q.Item4.Count > 1))
            {
                if (cells.All(c => c.Count is not null) && total is { } whole && PublishedCount.Whole(cells.Select(c => c.Count)) is { } sum && sum != whole)
                {
                    yield return new(FindingKind.Base, FindingWeight.Contradiction, place, group, $"Les effectifs font {sum}, la base est de {whole}.", $"{whole}") { Table = table.Id };
                }

                if (cells.All(c => c.Percent is not null) && cells.Sum(c => c.Percent!.Value.Value) is var percents && Math.Abs(percents - 100) > cells.Sum(c => c.Percent!.Value.Step) / 2)
                {
                    yield return new(FindingKind.Percent, FindingWeight.Contradiction, place, group, $"Les pourcentages font {percents.ToString("0.##", System.Globalization.CultureInfo.GetCultureInfo("fr-FR"))} %.", "100 %") { Table = table.Id };
                }
            }
        }
    }
}
