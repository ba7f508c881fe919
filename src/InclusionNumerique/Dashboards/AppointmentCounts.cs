using InclusionNumerique.Appointments;

namespace InclusionNumerique.Dashboards;

/// <summary>One period's appointments after the disclosure rule. The true counts stay inside.</summary>
internal sealed class AppointmentCounts
{
    public const int Others = -1;

    private readonly IReadOnlyList<AppointmentCountRow> _rows;
    private readonly Dictionary<(char Table, int Key), Figure> _figures = [];
    private readonly AppointmentRows _all;

    /// <param name="visits">Of the same period. Whoever kept an appointment is one of them: where those who came by appointment are hidden, appointments would tell them.</param>
    public AppointmentCounts(AppointmentRows rows, IReadOnlyList<int> sites, DisclosedCounts visits)
    {
        (_all, _rows) = (rows, rows.Counts);
        var total = Sum(_ => true);
        var areVisitsHidden = new[] { visits.Visits, visits[Dimension.Origin, 0], visits[Dimension.Origin, 1] }.Any(f => f.Mask != Mask.None);
        Booked = Disclosure.IsFew(total) ? Figure.Small : total > 0 && areVisitsHidden ? Figure.Withheld : Figure.Of(total);
        AddStates(sites);
        Disclose([.. Enum.GetValues<BookingOrigin>().Select(o => ('o', (int)o, Sum(r => r.Origin == (int)o), Disclosure.Start, Disclosure.End))]);
        AddOverbookings();
    }

    public Figure Booked { get; }

    /// <summary>Reasons that come back often enough to be nobody's story.</summary>
    public IReadOnlyList<string> OverbookingReasons { get; private set; } = [];

    public Figure State(AppointmentState state) => Of('s', (int)state);

    /// <summary>Those who came and were not received are few: beside those who kept theirs, the visits by appointment would tell them.</summary>
    public bool HidesVisits => new[] { State(AppointmentState.Arrived), State(AppointmentState.InProgress), Reason((int)CancelReason.LeftUnseen) }.Any(f => f.Mask != Mask.None);

    public Figure Reason(int cancelReason) => Of('c', cancelReason);

    public Figure Origin(BookingOrigin origin) => Of('o', (int)origin);

    public Figure Overbooked => Of('b', 1);

    public Figure OverbookedFor(int reason) => Of('r', reason);

    public Proportion KeptAt(int? siteId)
    {
        Figure Group(int group) => siteId is { } id ? Of('g', (id * 10) + group) : State((AppointmentState)group);
        var (kept, missed) = (Group((int)AppointmentState.Kept), Group((int)AppointmentState.Missed));
        return new(kept, kept.Value is { } k && missed.Value is { } m ? Figure.Of(k + m) : Figure.Withheld);
    }

    public Wait DelayAt(int? siteId)
    {
        var row = _all.Delays.FirstOrDefault(d => d.Key == (siteId ?? 0));
        var booked = siteId is { } id ? Of('t', id) : Booked;
        static int? Round(double? days) => days is { } value ? (int)Math.Round(value, MidpointRounding.AwayFromZero) : null;
        var isShown = row?.Count >= Disclosure.Threshold && booked.Mask == Mask.None;
        return new Wait(booked.Value == 0, isShown ? Round(row!.Median) : null, isShown ? Round(row!.NinthDecile) : null);
    }

    public (int Held, int Promised) CoverageAt(int? siteId)
    {
        var rows = _all.Coverage.Where(c => siteId is null || c.SiteId == siteId).ToArray();
        return (rows.Sum(c => c.Held), rows.Sum(c => c.Promised));
    }

    public IEnumerable<CoverageRow> Coverage => _all.Coverage;

    // At each site appointments are kept, missed, cancelled or open; over the sites each of these adds up, and splits further.
    private void AddStates(IReadOnlyList<int> sites)
    {
        static int Group(int state) => state switch { 5 => 5, 6 => 6, 7 or 8 => 7, _ => 2 };
        static int SiteNode(int site) => 100 + site;
        const int kept = 5, missed = 6, cancelled = 7, open = 2, byPerson = 20, byService = 21;
        List<(char, int, long, int, int)> cells = [];
        foreach (var site in sites)
        {
            cells.Add(('t', site, Sum(r => r.SiteId == site), Disclosure.Start, SiteNode(site)));
            cells.AddRange(new[] { kept, missed, cancelled, open }.Select(g => ('g', (site * 10) + g, Sum(r => r.SiteId == site && Group(r.State) == g), SiteNode(site), 10 + g)));
        }

        cells.AddRange(new[] { kept, missed }.Select(s => ('s', s, Sum(r => r.State == s), 10 + s, Disclosure.End)));
        cells.AddRange(Enumerable.Range(2, 3).Select(s => ('s', s, Sum(r => r.State == s), 10 + open, Disclosure.End)));
        cells.Add(('s', 7, Sum(r => r.State == 7), 10 + cancelled, byPerson));
        cells.Add(('s', 8, Sum(r => r.State == 8), 10 + cancelled, byService));
        cells.AddRange(Enum.GetValues<CancelReason>().Select(c => ('c', (int)c, Sum(r => r.CancelReason == (int)c), (int)c < 10 ? byPerson : byService, Disclosure.End)));
        Disclose(cells);
    }

    // What was typed is written only where it was typed for eleven appointments.
    private void AddOverbookings()
    {
        var reasons = _all.Overbookings.GroupBy(r => r.Reason.Trim()).Select(g => (Text: g.Key, Count: g.Sum(r => r.Count)))
            .Where(g => g.Count >= Disclosure.Threshold).OrderByDescending(g => g.Count).ThenBy(g => g.Text, StringComparer.Ordinal).Take(8).ToArray();
        OverbookingReasons = [.. reasons.Select(r => r.Text)];
        var over = Sum(r => r.IsOverbooked);
        const int node = 10;
        Disclose(
        [
            ('b', 0, Sum(r => !r.IsOverbooked), Disclosure.Start, Disclosure.End),
            ('b', 1, over, Disclosure.Start, node),
            .. reasons.Select((r, i) => ('r', i, r.Count, node, Disclosure.End)),
            ('r', Others, over - reasons.Sum(r => r.Count), node, Disclosure.End),
        ]);
    }

    private long Sum(Func<AppointmentCountRow, bool> isCounted) => _rows.Where(isCounted).Sum(r => r.Count);

    private Figure Of(char table, int key) => _figures.GetValueOrDefault((table, key), Figure.Of(0));

    private void Disclose(IReadOnlyList<(char Table, int Key, long Count, int From, int To)> lines)
    {
        var disclosure = new Disclosure();
        var cells = lines.Select(l => disclosure.Add(l.Count, l.From, l.To)).ToArray();
        if (Booked.Mask == Mask.None)
        {
            disclosure.Hide();
        }

        foreach (var (line, cell) in lines.Zip(cells))
        {
            _figures[(line.Table, line.Key)] = Booked.Mask == Mask.None ? disclosure[cell] : Figure.Withheld;
        }
    }
}
