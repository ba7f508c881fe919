namespace InclusionNumerique.Checking;

/// <summary>Counts, and what they are counts of.</summary>
internal static class PublishedCount
{
    public static IEnumerable<(PublishedTable Table, PublishedRow Row, int Index, PublishedCell Cell)> Of(PublishedReport report) =>
        from table in report.Tables
        where !table.HasMeans
        from row in table.Rows
        from cell in row.Cells.Take(table.Groups.Count).Select((c, i) => (Cell: c, Index: i))
        where cell.Cell.Count is not null || cell.Cell.Percent is not null
        select (table, row, cell.Index, cell.Cell);

    /// <summary>As printed; otherwise all counts of the question together. Null when they are not all there.</summary>
    public static int? Base(PublishedTable table, PublishedRow row, int index)
    {
        if ((table.SumsByRow ? row.Count ?? table.Base : table.Groups[index].Count ?? table.Base) is { } printed)
        {
            return printed;
        }

        var counts = table.SumsByRow ? row.Cells.Select(c => c.Count).ToList() : [.. table.Rows.Select(r => r.Cells.ElementAtOrDefault(index)?.Count)];
        return counts.Count > 1 && counts.TrueForAll(c => c is not null) ? Whole(counts) : null;
    }

    public static int? Whole(IEnumerable<int?> counts) => counts.Sum(c => (long)(c ?? 0)) is var sum && sum <= int.MaxValue ? (int)sum : null;

    public static string? Name(PublishedTable table, int index) => table.Groups[index].Name is { Length: > 0 } name ? name : null;

    public static Finding Finding(PublishedTable table, PublishedRow row, int index, FindingKind kind, FindingWeight weight, string message, string? expected = null) =>
        new(kind, weight, row.Id, Name(table, index), message, expected) { Table = table.Id };
}
