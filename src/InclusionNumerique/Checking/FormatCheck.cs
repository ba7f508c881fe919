namespace InclusionNumerique.Checking;

/// <summary>One decimal mark in a publication, one number of decimals in a table.</summary>
internal sealed class FormatCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        var numbers = report.Tables.SelectMany(t => t.Rows).SelectMany(r => r.Cells).SelectMany(c => new[] { c.Mean, c.Percent }).OfType<PublishedNumber>().ToList();
        var (points, commas) = (numbers.Count(n => n.Printed.Contains('.', StringComparison.Ordinal)), numbers.Count(n => n.Printed.Contains(',', StringComparison.Ordinal)));
        if (points > 0 && commas > 0)
        {
            yield return new(FindingKind.Format, FindingWeight.Remark, "", null, $"{points} nombres ont un point décimal, {commas} une virgule.", "la virgule partout");
        }

        foreach (var table in report.Tables)
        {
            var percents = table.Rows.SelectMany(r => r.Cells.Select(c => (Row: r, Number: c.Percent))).Where(p => p.Number is not null).Select(p => (p.Row, Number: p.Number!.Value)).ToList();
            var usual = percents.GroupBy(p => p.Number.Decimals).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
            foreach (var odd in percents.Where(p => p.Number.Decimals != usual).GroupBy(p => p.Row.Id))
            {
                yield return new(
                    FindingKind.Format, FindingWeight.Remark, odd.Key, null,
                    $"{string.Join(", ", odd.Select(p => $"{p.Number.Printed} %"))} : le reste du tableau a {usual} décimale{(usual > 1 ? "s" : "")}.", string.Join(", ", odd.Select(p => $"{PublishedNumber.Written(p.Number.Value, usual)} %"))) { Table = table.Id };
            }
        }
    }
}
