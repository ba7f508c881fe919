namespace InclusionNumerique.Dashboards;

/// <summary>The parts of a year that a table is shown for beyond the team.</summary>
/// <param name="Quarters">Their places; a quarter that is not there is not shown, nor is the year.</param>
/// <param name="Months">Of these quarters: all three, or none.</param>
/// <param name="Sites">Shown by year, one by one; empty where the year is not shown.</param>
/// <param name="HasOthers">Sites that are not shown: together they are what the others leave of the year.</param>
internal sealed record OutsideFrame(IReadOnlyList<int> Quarters, IReadOnlyList<int> Months, bool HasYear, IReadOnlyList<int> Sites, bool HasOthers)
{
    public const int Year = 17;

    /// <summary>Together, the sites that are not shown one by one. Nor is this, but the reader can subtract.</summary>
    public const int Others = 18;

    public IEnumerable<int> Places => [.. Months, .. Quarters, .. HasYear ? [Year] : Array.Empty<int>(), .. Sites];

    /// <summary>The parts that the year splits into.</summary>
    public IEnumerable<int> Parts => HasOthers ? Sites.Append(Others) : Sites;

    public bool IsShown(int place) => Places.Contains(place);

    /// <summary>Months have the places 1 to 12, quarters 13 to 16.</summary>
    public static int QuarterOf(int month) => 13 + ((month - 1) / 3);

    public static int Site(int id) => 100 + id;

    public static IEnumerable<int> MonthsOf(int quarter) => Enumerable.Range(((quarter - 13) * 3) + 1, 3);

    /// <summary>Those that a month, a quarter or a year is shown with.</summary>
    public static IEnumerable<int> MonthsWithin(int place) => place switch
    {
        Year => Enumerable.Range(1, 12),
        > 12 and < Year => MonthsOf(place),
        < 13 => [place],
        _ => [],
    };

    /// <summary>A year that is over.</summary>
    public static OutsideFrame WholeYear(IEnumerable<int> sites) => new([13, 14, 15, 16], [.. Enumerable.Range(1, 12)], HasYear: true, [.. sites.Select(Site)], HasOthers: false);

    /// <summary>The quarter of that month alone: nothing later has a say in it.</summary>
    public static OutsideFrame OneQuarter(int month) => new([QuarterOf(month)], [.. MonthsOf(QuarterOf(month))], HasYear: false, [], HasOthers: false);

    /// <summary>Without the places where the count is small, and what would tell it: the other months of its quarter, the year, another site.</summary>
    /// <param name="isOpen">Further places that are not shown.</param>
    public OutsideFrame Narrowed(Func<int, long> count, Func<int, bool>? isOpen = null)
    {
        bool IsEnough(int place) => !Disclosure.IsFew(count(place)) && isOpen?.Invoke(place) != false;
        int[] quarters = [.. Quarters.Where(IsEnough)];
        int[] months = [.. Months.Where(m => quarters.Contains(QuarterOf(m)) && MonthsOf(QuarterOf(m)).All(IsEnough))];
        if (!HasYear || quarters.Length < 4 || !IsEnough(Year) || (isOpen is not null && !Places.Concat(Parts).All(isOpen)))
        {
            return new(quarters, months, false, [], false);
        }

        var disclosure = new Disclosure();
        var cells = Sites.Select(s => disclosure.Add(count(s))).ToArray();
        if (HasOthers)
        {
            disclosure.Add(count(Year) - Sites.Sum(count), isHidden: true);
        }

        disclosure.Hide();
        int[] sites = [.. Sites.Where((_, i) => disclosure[cells[i]].Mask == Mask.None)];
        return new(quarters, months, true, sites, HasOthers || sites.Length < Sites.Count);
    }
}
