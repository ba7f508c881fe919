namespace InclusionNumerique.Checking;

/// <summary>How many persons are behind each column: as printed, or as the means betray it.</summary>
internal sealed class GroupSizes
{
    private readonly Dictionary<(string Table, int Group), SizeRun> _runs = [];

    /// <summary>Neighbouring tables whose column rests on one number of people, in the order of the publication.</summary>
    public List<SizeRun> Runs { get; } = [];

    public static GroupSizes Of(PublishedReport report)
    {
        var sizes = new GroupSizes();
        var series =
            from table in report.Tables
            where table.HasMeans && table.Unit is null
            from place in table.Groups.Select((g, i) => (Group: g, Index: i))
            where place.Group.Count is null && table.Rows.All(r => r.Count is null)
            group (table, place.Index) by (table.Questionnaire, table.Grouping, place.Group.Name);
        foreach (var column in series)
        {
            foreach (var run in SizeSearch.Runs([.. column]))
            {
                sizes.Runs.Add(run);
                foreach (var table in run.Tables)
                {
                    sizes._runs[(table.Id, run.Group)] = run;
                }
            }
        }

        return sizes;
    }

    public SizeRun? Run(PublishedTable table, int group) => _runs.GetValueOrDefault((table.Id, group));

    /// <summary>Null when nothing tells.</summary>
    public int? Known(PublishedTable table, PublishedRow row, int group) => Printed(table, row, group) ?? Run(table, group)?.Size;

    public static int? Printed(PublishedTable table, PublishedRow row, int group) => row.Count ?? table.Groups[group].Count;
}

/// <param name="Group">The column's place in each of the tables.</param>
/// <param name="Size">Of all sizes the most likely one.</param>
internal sealed record SizeRun(IReadOnlyList<PublishedTable> Tables, int Group, int Size, int? Declared)
{
    public string Name => Tables[0].Groups[Group].Name;

    public string Grouping => Tables[0].Grouping;
}
