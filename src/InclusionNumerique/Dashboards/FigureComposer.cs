namespace InclusionNumerique.Dashboards;

/// <summary>All that is counted of one period.</summary>
/// <param name="Outside">Where the reader is beyond the team.</param>
internal sealed record CountedPeriod(PeriodCounts Visits, PeopleRow People, AppointmentRows Appointments, OrientationRows Orientations, OutsidePlace? Outside);

internal sealed record FirstSlots(IReadOnlyList<FirstSlotRow> Slots, DateOnly Today);

/// <summary>Puts the counts of one or two periods into the page's tables, through the disclosure rule.</summary>
internal sealed class FigureComposer
{
    private readonly FigureFilter _filter;
    private readonly IReadOnlyList<NameRow> _sites;
    private readonly bool _seesEverySite;
    private readonly IReadOnlyList<TableSpec> _specs;
    private readonly PeriodCounts _nowCounts;
    private readonly PeriodCounts? _beforeCounts;
    private readonly DisclosedCounts _now;
    private readonly DisclosedCounts? _before;
    private readonly PeopleFigures _people;
    private readonly AppointmentReport _appointments;
    private readonly OrientationReport _orientations;

    public FigureComposer(FigureFilter filter, IReadOnlyList<NameRow> names, IReadOnlyList<NameRow> sites, bool seesEverySite, CountedPeriod counted, CountedPeriod? countedBefore, FirstSlots first)
    {
        var (now, before) = (counted.Visits, countedBefore?.Visits);
        (_filter, _seesEverySite, _nowCounts, _beforeCounts) = (filter, seesEverySite, now, before);
        bool IsCounted(Dimension dimension, int key) => now[dimension, key] > 0 || before?[dimension, key] > 0;
        _specs = TableSpec.All(names, IsCounted);
        var booked = counted.Appointments.Counts.Concat(countedBefore?.Appointments.Counts ?? []).Select(r => r.SiteId).ToHashSet();
        _sites = [.. sites.Where(s => s.IsActive || booked.Contains(s.Key) || IsCounted(Dimension.Site, s.Key))];
        int[] siteIds = [.. _sites.Select(s => s.Key)];
        var priority = names.Where(n => n.IsPriority).Select(n => n.Key).ToHashSet();
        DisclosedCounts Disclosed(CountedPeriod period, FigureStep step) =>
            period.Outside is { } outside ? new(period.Visits, _specs, siteIds, outside) : new(period.Visits, _specs, siteIds, priority, step);
        _now = Disclosed(counted, filter.Period.Step);
        _before = countedBefore is null ? null : Disclosed(countedBefore, FigureStep.Month);
        _people = PeopleFigures.Of(counted.People, _now, countedBefore?.People, _before);
        _appointments = new AppointmentComposer(
            new AppointmentCounts(counted.Appointments, siteIds, _now), _before is null ? null : new AppointmentCounts(countedBefore!.Appointments, siteIds, _before), _now, _before)
            .Compose(_sites, first.Slots, first.Today);
        _orientations = new OrientationComposer(
            new OrientationCounts(counted.Orientations, _now), _before is null ? null : new OrientationCounts(countedBefore!.Orientations, _before)).Compose();
    }

    public FigureReport Compose() => new()
    {
        Filter = _filter,
        IsOutside = !_now.IsInside,
        IsWhole = _now.IsWhole,
        SiteLabel = _filter.SiteId is not null ? _sites.SingleOrDefault()?.Label ?? "" : _seesEverySite ? "Tous les sites" : "Mes sites",
        Visits = new Compared(_now.Visits, _before?.Visits),
        Sessions = new Compared(_now.Sessions, _before?.Sessions),
        Requests = new Compared(_now.Requests, _before?.Requests),
        People = _people,
        Durations = DurationsOf(_now, _nowCounts, _filter.SiteId),
        DurationsBefore = _before is null ? null : DurationsOf(_before, _beforeCounts!, _filter.SiteId),
        Sites = [.. _sites.Select(Site)],
        Columns = [.. _now.Columns.Select(c => new FigureColumn(DateOnly.FromDayNumber(c), _now[Dimension.Column, c]))],
        HalfDays = [.. Enumerable.Range(1, 7).Select(HalfDaysOf)],
        Waiting = new WaitingComposer(new PeriodPair(_nowCounts, _now), _before is null ? null : new PeriodPair(_beforeCounts!, _before))
            .Compose(_sites, _specs.Single(s => s.Dimension == Dimension.Hour).Lines),
        Appointments = _appointments,
        Orientations = _orientations,
        Tables = _specs.Select(Table).ToDictionary(t => t.Id),
    };

    private FigureTable Table(TableSpec spec)
    {
        var total = Compare(d => d.TotalOf(spec));
        var lines = spec.Lines.Select(l => (l.Key, Line: Line(l, Compare(d => d[spec.Dimension, l.Key]), total.Now, spec)));
        if (spec.IsRanked)
        {
            // What is hidden keeps the house's order: its rank would say how many it holds.
            lines = lines.OrderBy(l => l.Key == 0).ThenByDescending(l => l.Line.Count.Now.Value is > 0 ? l.Line.Count.Now.Value : l.Line.Count.Now.Value is null ? 0 : -1);
        }

        return new FigureTable(spec.Id, spec.Title, spec.Head, spec.Unit, total, [.. lines.Select(l => l.Line)]);
    }

    private SiteLine Site(NameRow site)
    {
        var visits = Compare(d => d[Dimension.Site, site.Key]);
        var minutes = _nowCounts.Minutes.Where(m => m.SiteId == site.Key).ToArray();
        return new SiteLine(site.Label, visits, ShareOf(visits.Now, _now.Visits), visits.Now.Mask == Mask.None && _now.ShowsMinutesAt(site.Key) ? MedianOf(minutes) : null);
    }

    private HalfDays HalfDaysOf(int weekday)
    {
        var first = _filter.Period.From.AddDays(((weekday - 1 - (_filter.Period.From.DayNumber % 7)) + 7) % 7);
        var days = first > _filter.Period.To ? 0 : ((_filter.Period.To.DayNumber - first.DayNumber) / 7) + 1;
        return new HalfDays((DayOfWeek)(weekday % 7), days, _now[Dimension.HalfDay, weekday * 2], _now[Dimension.HalfDay, (weekday * 2) + 1]);
    }

    private Compared Compare(Func<DisclosedCounts, Figure> figure) => new(figure(_now), _before is null ? null : figure(_before));

    private static FigureLine Line((int Key, string Label) line, Compared count, Figure total, TableSpec spec) =>
        new(line.Label, count, ShareOf(count.Now, total), spec.HasUnsaid && line.Key == 0);

    private static double? ShareOf(Figure part, Figure total) => total.Value is > 0 and { } whole ? (double?)part.Value / whole : null;

    private static Durations DurationsOf(DisclosedCounts disclosed, PeriodCounts counts, int? site) => disclosed.Sessions.Value switch
    {
        null => new Durations(null, null),
        0 => new Durations(0, null),
        _ => new Durations(disclosed.ShowsAllMinutesAt(site) ? counts.Minutes.Sum(m => m.Minutes * m.Count) : null, disclosed.ShowsMinutesAt(site) ? MedianOf(counts.Minutes) : null),
    };

    /// <summary>Null below the disclosure threshold.</summary>
    private static int? MedianOf(IEnumerable<MinutesRow> rows)
    {
        List<(int Minutes, long Count)> minutes = [.. rows.OrderBy(r => r.Minutes).Select(r => (r.Minutes, r.Count))];
        return minutes.Sum(m => m.Count) < Disclosure.Threshold ? null : (int)Math.Round(PeriodFacts.Quantile(minutes, 0.5)!.Value, MidpointRounding.AwayFromZero);
    }
}
