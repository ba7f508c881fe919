namespace InclusionNumerique.Checking;

/// <summary>A mean and where it stands.</summary>
internal sealed record PublishedPlace(PublishedTable Table, PublishedRow Row, int Index, PublishedNumber Mean)
{
    public PublishedGroup Group => Table.Groups[Index];

    public PublishedCell Cell => Row.Cells[Index];

    /// <summary>Of whole points: years and times are none.</summary>
    public static IEnumerable<PublishedPlace> Means(PublishedReport report) => report.Tables.Where(t => t.Unit is null).SelectMany(Means);

    public static IEnumerable<PublishedPlace> Means(PublishedTable table) =>
        from row in table.Rows
        from cell in row.Cells.Take(table.Groups.Count).Select((c, i) => (c.Mean, Index: i))
        where cell.Mean is not null
        select new PublishedPlace(table, row, cell.Index, cell.Mean!.Value);

    public Finding Finding(FindingKind kind, FindingWeight weight, string message, string? expected = null) =>
        new(kind, weight, Row.Id, Group.Name.Length == 0 ? null : Group.Name, message, expected) { Table = Table.Id };
}
