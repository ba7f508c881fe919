namespace InclusionNumerique.Dashboards;

internal enum OrientationTable
{
    /// <summary>What became of them.</summary>
    Fates,

    /// <summary>By the sender's institution.</summary>
    Senders,
    Modes,
    Targets,

    /// <summary>The wrongly oriented ones, by need and reason.</summary>
    Needs,
}

/// <summary>One count of one table; columns that the table does not tell apart are zero.</summary>
/// <param name="Code">Mode, kind of target, or need.</param>
/// <param name="Key">Institution or target; empty: no institution.</param>
/// <param name="Last">The last state in which somebody owed an action: of what has ended, where it came from.</param>
/// <param name="Refusal">Why it was refused or sent on, also where nothing followed; 0: it was not.</param>
/// <param name="Outcome">0: not closed.</param>
/// <param name="IsAwaited">Open, and the person has not come yet.</param>
internal sealed record OrientationRow(
    OrientationTable Table, int Code, string Key, string Label, int State, int Last, int Refusal, int Outcome, bool IsArrived, bool IsAwaited, long Count);

/// <summary>Partner by its number in the counts.</summary>
internal sealed record PartnerNameRow(int Number, string Name);

/// <summary>Orientations, dated by the local day on which they were sent, at the site that the sender worked at.</summary>
/// <param name="Overdue">Open ones.</param>
internal sealed record OrientationRows(IReadOnlyList<OrientationRow> Counts, IReadOnlyList<DelayRow> Delays, long Overdue)
{
    /// <summary>Numbers.</summary>
    public const string PartnerNames = "SELECT number, name FROM partners WHERE number = ANY({0})";

    private const int Services = 300_000_000;
    private const int Partners = 600_000_000;

    public static OrientationRows Of(IReadOnlyList<FactRow> facts, IReadOnlyList<NameRow> names, IReadOnlyList<PartnerNameRow> partners, DateOnly today)
    {
        IEnumerable<FactRow> Of(Dimension dimension) => facts.Where(f => f.Dimension == (int)dimension);
        var labels = names.ToLookup(n => (n.Dimension, n.Key), n => n.Label);
        var partnerNames = partners.ToDictionary(p => p.Number, p => p.Name);
        string Institution(int id) => labels[((int)Dimension.SessionInstitution, id)].FirstOrDefault() ?? "";
        string Site(int id) => labels[((int)Dimension.Site, id)].FirstOrDefault() ?? "";
        string Target(int target) => target switch
        {
            >= Partners => partnerNames.GetValueOrDefault(target - Partners) ?? "",
            >= Services => $"{Institution((target - Services) / 10_000)}, {Site((target - Services) % 10_000)}",
            _ => Site(target),
        };
        var days = Of(Dimension.OrientationDays).ToArray();
        return new OrientationRows(
            [
                .. Of(Dimension.Orientation).Select(f => OfFate(f.Key, f.Count)),
                .. Of(Dimension.OrientationSender).Select(f => Row(OrientationTable.Senders, 0, f.Key < 10 ? "" : $"{f.Key / 10}", Institution(f.Key / 10), f.Key % 10 == 1, f.Count)),
                .. Of(Dimension.OrientationMode).Select(f => Row(OrientationTable.Modes, f.Key / 100, "", "", f.Key / 10 % 10 == 1, f.Count) with { IsAwaited = f.Key % 10 == 1 }),
                .. Of(Dimension.OrientationTarget).Select(f => Row(OrientationTable.Targets, (f.Key / 2 / Services) + 1, $"{f.Key / 2}", Target(f.Key / 2), f.Key % 2 == 1, f.Count)),
                .. Of(Dimension.OrientationNeed).Select(f => Row(OrientationTable.Needs, f.Key / 100, "", "", false, f.Count) with { Refusal = f.Key % 100 }),
            ],
            [
                DelayRow.Of(0, days.Select(f => (f.Key % 10_000, f.Count))),
                .. days.GroupBy(f => f.Key / 10_000).Select(g => DelayRow.Of(g.Key, g.Select(f => (f.Key % 10_000, f.Count)))),
            ],
            Of(Dimension.OrientationDue).Where(f => f.Key <= today.DayNumber - new DateOnly(2000, 1, 1).DayNumber).Sum(f => f.Count));
    }

    /// <summary>Of the partners among the targets.</summary>
    public static int[] PartnersIn(IReadOnlyList<FactRow> facts) =>
        [.. facts.Where(f => f.Dimension == (int)Dimension.OrientationTarget && f.Key / 2 >= Partners).Select(f => (f.Key / 2) - Partners).Distinct()];

    /// <param name="fate">As <see cref="Dimension.Orientation"/> has it.</param>
    public static OrientationRow OfFate(int fate, long count) =>
        new(OrientationTable.Fates, 0, "", "", fate / 1_000_000, fate / 100_000 % 10, fate / 1_000 % 100, fate / 10 % 100, fate % 10 == 1, false, count);

    private static OrientationRow Row(OrientationTable table, int code, string key, string label, bool isArrived, long count) => new(table, code, key, label, 0, 0, 0, 0, isArrived, false, count);
}
