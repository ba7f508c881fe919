using System.Globalization;

namespace InclusionNumerique.Checking;

/// <summary>A question put to those who gave one answer has as many persons as that answer.</summary>
internal sealed class FilterCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        var filtered =
            from table in report.Tables
            let asked = Asked(report, table)
            let size = asked is null ? null : Size(table, sizes)
            where size is not null && size != asked
            group (table.Id, Size: size) by (table.Filter!.Question, table.Filter.Answer, Asked: asked);
        foreach (var filter in filtered)
        {
            var tables = filter.GroupBy(f => f.Size).Select(f => $"{string.Join(", ", f.Select(t => t.Id))} : {f.Key}");
            yield return new(
                FindingKind.Filter, filter.Any(f => f.Size > filter.Key.Asked) ? FindingWeight.Contradiction : FindingWeight.Remark, filter.First().Id, null,
                $"Ces questions s’adressent à qui a répondu « {filter.Key.Answer} » à {filter.Key.Question}, soit {filter.Key.Asked} personnes ; leurs effectifs sont autres ({string.Join(" ; ", tables)}).",
                filter.Key.Asked!.Value.ToString(CultureInfo.InvariantCulture)) { Table = filter.First().Id };
        }
    }

    /// <summary>How many persons the filter lets through; null without filter or without its counts.</summary>
    public static int? Asked(PublishedReport report, PublishedTable table) =>
        table.Filter is not { } filter ? null :
        report.Of(filter.Question).Where(t => t.HasCounts).SelectMany(t => t.Rows).Where(r => FrenchWords.Same(r.Text, filter.Answer)).Select(r => r.Cells.ElementAtOrDefault(0)?.Count).FirstOrDefault();

    private static int? Size(PublishedTable table, GroupSizes sizes)
    {
        if (table.AllowsSeveral || table.Unit is not null || table.Rows.Count == 0)
        {
            return null;
        }

        return table.HasMeans ? table.Groups.Count == 1 ? sizes.Known(table, table.Rows[0], 0) : null : PublishedCount.Base(table, table.Rows[0], 0);
    }
}
