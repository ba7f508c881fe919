using InclusionNumerique.Lists;

namespace InclusionNumerique.Dashboards;

/// <summary>All that is counted of one period.</summary>
/// <param name="Outside">Where the reader is beyond the team.</param>
internal sealed record CountedPeriod(PeriodCounts Visits, PeopleRow People, AppointmentRows Appointments, OrientationRows Orientations, IncidentCounts Incidents, OutsidePlace? Outside);

internal sealed record FirstSlots(IReadOnlyList<FirstSlotRow> Slots, DateOnly Today);

/// <summary>What is read of the period alone, without the compared one.</summary>
/// <param name="Line">The organisation's or theme's columns over time.</param>
internal sealed record PeriodRows(IReadOnlyList<LoadRow> Load, IReadOnlyList<ColumnRow> Line);

/// <summary>Puts the counts of one or two periods into the page's tables, through the disclosure rule.</summary>
internal sealed class FigureComposer
{
    private readonly FigureFilter _filter;
    private readonly IReadOnlyList<NameRow> _sites;
    private readonly string? _besideLabel;
    private readonly bool _seesEverySite;
    private readonly IReadOnlyList<TableSpec> _specs;
    private readonly PeriodCounts _nowCounts;
    private readonly PeriodCounts? _beforeCounts;
    private readonly DisclosedCounts _now;
    private readonly DisclosedCounts? _before;
    private readonly PeopleFigures _people;
    private readonly AppointmentReport _appointments;
    private readonly OrientationReport _orientations;
    private readonly IReadOnlyList<NameRow> _names;
    private readonly RequestComposer _requests;
    private readonly PeriodRows _rows;
    private readonly (IncidentCounts Now, IncidentCounts? Before) _incidents;

    public FigureComposer(FigureFilter filter, IReadOnlyList<NameRow> names, IReadOnlyList<NameRow> sites, bool seesEverySite, CountedPeriod counted, CountedPeriod? countedBefore, FirstSlots first, PeriodRows rows)
    {
        var (now, before) = (counted.Visits, countedBefore?.Visits);
        (_filter, _names, _seesEverySite, _nowCounts, _beforeCounts, _rows) = (filter, names, seesEverySite, now, before, rows);
        bool IsCounted(Dimension dimension, int key) => now[dimension, key] > 0 || before?[dimension, key] > 0;
        (_besideLabel, _incidents) = (names.SingleOrDefault(n => n.Dimension == (int)Dimension.Site && n.Key == filter.CompareSiteId)?.Label, (counted.Incidents, countedBefore?.Incidents));
        _specs = TableSpec.All(names, IsCounted);
        var booked = counted.Appointments.Counts.Concat(countedBefore?.Appointments.Counts ?? []).Select(r => r.SiteId).ToHashSet();
        _sites = [.. sites.Where(s => s.IsActive || booked.Contains(s.Key) || IsCounted(Dimension.Site, s.Key) || IsCounted(Dimension.SiteSessions, s.Key))];
        int[] siteIds = [.. _sites.Select(s => s.Key)];
        var priority = names.Where(n => n.IsPriority).Select(n => n.Key).ToHashSet();
        var (organisations, themes) = (_specs.Single(s => s.Dimension == Dimension.Organisation), _specs.Single(s => s.Dimension == Dimension.Theme));
        var cross = CrossSpec.Of(now, organisations, themes);
        now.Count(cross);
        DisclosedCounts Disclosed(CountedPeriod period, FigureStep step, CrossSpec? crossed = null) =>
            period.Outside is { } outside ? new(period.Visits, _specs, siteIds, outside) : new(period.Visits, _specs, siteIds, priority, step, crossed);
        _now = Disclosed(counted, filter.Period.Step, cross);
        _requests = new RequestComposer(_now, cross, organisations, themes);
        _before = countedBefore is null ? null : Disclosed(countedBefore, filter.StepBeside ?? FigureStep.Month);
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
        Districts = [.. _names.Where(n => n.Dimension == (int)Dimension.District && n.IsActive).Select(n => new Choice(n.Key, n.Label))],
        SiteLabel = (_filter.SiteId is not null ? _sites.SingleOrDefault()?.Label ?? "" : _seesEverySite ? "Tous les sites" : "Mes sites") + DistrictLabel(),
        BesideLabel = _besideLabel,
        Visits = new Compared(_now.Visits, _before?.Visits),
        Sessions = new Compared(_now.Sessions, _before?.Sessions),
        Requests = new Compared(_now.Requests, _before?.Requests),
        People = _people,
        Durations = DurationsOf(_now, _nowCounts, _filter.SiteId),
        DurationsBefore = _before is null ? null : DurationsOf(_before, _beforeCounts!, _filter.SiteId),
        Sites = [.. _sites.Select(Site)],
        Columns = ColumnsOf(_now),
        ColumnsBefore = _before is null || _filter.StepBeside is null ? null : ColumnsOf(_before),
        HalfDays = HalfDaysOf(_now, _nowCounts),
        HalfDaysBefore = _before is null ? null : HalfDaysOf(_before, _beforeCounts!),
        Load = _filter.IsOfDistricts || !_now.IsInside ? [] : new LoadComposer(_now, _rows.Load).Compose(_sites),
        Cross = _requests.Cross(),
        FoundByTheme = _requests.FoundByTheme(),
        OverTime = _requests.OverTime(_filter, _rows.Line),
        Incidents = _incidents.Now,
        IncidentsBefore = _incidents.Before,
        Waiting = new WaitingComposer(new PeriodPair(_nowCounts, _now), _before is null ? null : new PeriodPair(_beforeCounts!, _before), _filter.StepBeside is not null)
            .Compose(_sites, _specs.Single(s => s.Dimension == Dimension.Hour).Lines),
        Appointments = _appointments,
        Orientations = _orientations,
        Tables = _specs.Select(Table).ToDictionary(t => t.Id),
    };

    private string DistrictLabel() => _filter switch
    {
        { DistrictId: { } id } => $" · quartier {_names.FirstOrDefault(n => n.Dimension == (int)Dimension.District && n.Key == id)?.Label ?? "inconnu"}",
        { IsPriority: true } => " · quartiers prioritaires (QPV)",
        { IsPriority: false } => " · autres quartiers que les QPV",
        _ => "",
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
        return new SiteLine(site.Key, site.Label, visits, ShareOf(visits.Now, _now.Visits), visits.Now.Mask == Mask.None && _now.ShowsMinutesAt(site.Key) ? MedianOf(minutes) : null);
    }

    private static FigureColumn[] ColumnsOf(DisclosedCounts shown) => [.. shown.Columns.Select(c => new FigureColumn(DateOnly.FromDayNumber(c), shown[Dimension.Column, c]))];

    private static HalfDays[] HalfDaysOf(DisclosedCounts shown, PeriodCounts counts) => [.. Enumerable.Range(1, 7).Select(weekday =>
    {
        var first = counts.From.AddDays(((weekday - 1 - (counts.From.DayNumber % 7)) + 7) % 7);
        var days = first > counts.To ? 0 : ((counts.To.DayNumber - first.DayNumber) / 7) + 1;
        return new HalfDays((DayOfWeek)(weekday % 7), days, shown[Dimension.HalfDay, weekday * 2], shown[Dimension.HalfDay, (weekday * 2) + 1]);
    })];

    private Compared Compare(Func<DisclosedCounts, Figure> figure) => new(figure(_now), _before is null ? null : figure(_before));

    private static FigureLine Line((int Key, string Label) line, Compared count, Figure total, TableSpec spec) =>
        new(line.Label, count, ShareOf(count.Now, total), spec.HasUnsaid && line.Key == 0, line.Key);

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
