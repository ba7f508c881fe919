using System.Globalization;
using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Dashboards;

/// <summary>One count of one month and site.</summary>
internal sealed record OutsideRow(DateOnly Month, int SiteId, int Dimension, int Key, long Count);

/// <summary>Where in a year: months 1 to 12, quarters and the year as <see cref="OutsideFrame"/> has them.</summary>
internal sealed record OutsidePlace(OutsideYear Year, int Place, IReadOnlySet<int> SitesOfOneMediator);

/// <summary>The counts of one year as they may leave the team. What is not here does not.</summary>
internal sealed class OutsideYear
{
    /// <summary>All sites, first day, last day.</summary>
    public const string Sql = """
        SELECT date_trunc('month', start::timestamp)::date AS month, site_id, dimension::int AS dimension, key, sum(n)::bigint AS count
        FROM figures_between({0}, {1}, {2}, true, '{{3,4,5,6,7,8,9,11,12,13,14,15,16,17,18,19,35}}') GROUP BY 1, 2, 3, 4
        """;

    /// <summary>Sites, first day, last day: those with one mediator, whose pace their minutes would be.</summary>
    public const string OfOneMediator = """
        SELECT site_id AS "Value" FROM sessions
        WHERE removed_at IS NULL AND site_id = ANY({0}) AND started_at >= {1}::timestamp AT TIME ZONE 'Europe/Paris' AND started_at < ({2}::timestamp + interval '1 day') AT TIME ZONE 'Europe/Paris'
        GROUP BY site_id HAVING count(DISTINCT mediator_id) = 1
        """;

    private readonly Dictionary<(Dimension Dimension, int Key), OutsideTable> _tables = [];
    private readonly Dictionary<int, PeriodCounts> _counts;
    private readonly OutsideFrame _visits;
    private readonly OutsideFrame _sessions;
    private readonly OutsideFrame _requests;
    private readonly OutsideFrame _causes;

    /// <param name="rows">Of the frame's days, at every site of the house: whatever the reader asked for.</param>
    public OutsideYear(int year, OutsideFrame frame, IReadOnlyList<OutsideRow> rows, IReadOnlyList<NameRow> names)
    {
        _counts = frame.Places.ToDictionary(place => place, place => CountsOf(year, [.. rows.Where(r => IsAt(r, place))], names));
        _visits = frame.Narrowed(place => _counts[place].Visits);
        _sessions = _visits.Narrowed(place => _counts[place].Sessions);
        _requests = _sessions.Narrowed(place => _counts[place].Requests);
        int[] Named(Dimension dimension) => [.. names.Where(n => n.Dimension == (int)dimension).Select(n => n.Key)];
        Add(Dimension.State, Values<VisitState>(), _visits);
        Add(Dimension.AgeBand, [0, .. Values<AgeBand>()], _visits);
        Add(Dimension.Gender, [0, .. Values<Gender>()], _visits);
        Add(Dimension.FirstVisit, [0, 1, 2], _visits);
        Add(Dimension.Priority, [0, 1, 2], _visits);
        Add(Dimension.DurationRange, [1, 2, 3, 4], _sessions);
        Add(Dimension.Theme, [0, .. Named(Dimension.Theme)], _requests);
        Add(Dimension.Organisation, [0, .. Named(Dimension.Organisation)], _requests);
        Add(Dimension.Found, [0, 1], _requests);
        Add(Dimension.Level, [0, .. Values<HelpLevel>()], _requests);
        Add(Dimension.ActedBy, [0, .. Values<ActedBy>()], _requests);
        Add(Dimension.Keyboard, [0, .. Values<Keyboard>()], _requests);
        Add(Dimension.Outcome, Values<RequestOutcome>(), _requests);
        AddParts(Dimension.Waited, [0, 1], Dimension.State, (int)VisitState.Seen);
        var priority = names.Where(n => n.IsPriority).Select(n => n.Key).ToArray();
        AddParts(Dimension.District, [.. Named(Dimension.District).Intersect(priority)], Dimension.Priority, 1);
        AddParts(Dimension.District, [.. Named(Dimension.District).Except(priority)], Dimension.Priority, 2);
        AddHalves();
        // A cause is one of a request that failed in one of three ways, and "impossible" always has one: where these are hidden, causes would tell them.
        int[] failed = [(int)RequestOutcome.Impossible, (int)RequestOutcome.GivenUp, (int)RequestOutcome.ToContinue];
        _causes = _requests.Narrowed(CausesAt, place => failed.All(o => this[Dimension.Outcome, o, place].Mask == Mask.None));
        Add(Dimension.Cause, Named(Dimension.Cause), _causes);
    }

    public Figure this[Dimension dimension, int key, int place] => dimension switch
    {
        Dimension.Site when place == OutsideFrame.Year || place == OutsideFrame.Site(key) => Visits(OutsideFrame.Site(key)),
        Dimension.SiteSessions when place == OutsideFrame.Year || place == OutsideFrame.Site(key) => Sessions(OutsideFrame.Site(key)),
        Dimension.District when key == 0 => this[Dimension.Priority, 0, place],
        _ => _tables.TryGetValue((dimension, key), out var table) ? table[key, place] : Figure.Withheld,
    };

    /// <summary>Is there a table of it beyond the team?</summary>
    public bool Has(Dimension dimension) => _tables.Keys.Any(k => k.Dimension == dimension);

    public Figure Visits(int place) => Total(_visits, place, c => c.Visits);

    public Figure Sessions(int place) => Total(_sessions, place, c => c.Sessions);

    public Figure Requests(int place) => Total(_requests, place, c => c.Requests);

    public Figure Causes(int place) => _causes.IsShown(place) ? Figure.Of(CausesAt(place)) : Figure.Withheld;

    // Mornings and afternoons, never shown themselves, are the sums that half-days and hours share.
    private void AddHalves()
    {
        int[] lines = [0, 1];
        static IEnumerable<int> HalfDaysOf(int half) => Enumerable.Range(1, 7).Select(weekday => (weekday * 2) + half);
        static IEnumerable<int> HoursOf(int half) => half == 0 ? Enumerable.Range(0, 13) : Enumerable.Range(13, 11);
        long HalfAt(int half, int place) => HalfDaysOf(half).Sum(d => _counts[place][Dimension.HalfDay, d]);
        var halves = new OutsideTable(lines, HalfAt, _visits);
        foreach (var half in lines)
        {
            var frame = _visits.Narrowed(place => HalfAt(half, place), place => halves[half, place].Mask == Mask.None);
            Add(Dimension.HalfDay, [.. HalfDaysOf(half)], frame);
            Add(Dimension.Hour, [.. HoursOf(half)], frame);
        }
    }

    // The parts of one line, where that line is shown: hidden, it would be the sum of its parts.
    private void AddParts(Dimension dimension, int[] keys, Dimension whole, int line) =>
        Add(dimension, keys, _visits.Narrowed(place => _counts[place][whole, line], place => this[whole, line, place].Mask == Mask.None));

    private void Add(Dimension dimension, int[] keys, OutsideFrame frame)
    {
        var table = new OutsideTable(keys, (key, place) => _counts[place][dimension, key], frame);
        foreach (var key in keys)
        {
            _tables[(dimension, key)] = table;
        }
    }

    private long CausesAt(int place) => _counts[place].Keys(Dimension.Cause).Where(key => key != 0).Sum(key => _counts[place][Dimension.Cause, key]);

    private Figure Total(OutsideFrame frame, int place, Func<PeriodCounts, long> count) => frame.IsShown(place) ? Figure.Of(count(_counts[place])) : Figure.Withheld;

    private static PeriodCounts CountsOf(int year, IReadOnlyList<OutsideRow> rows, IReadOnlyList<NameRow> names) => new(
        new(year, 1, 1), new(year, 12, 31), FigureStep.Month,
        new PeriodFacts([.. rows.GroupBy(r => (r.Dimension, r.SiteId, r.Key)).Select(g => new FactRow(g.Key.Dimension, g.Key.SiteId, g.Key.Key, g.Sum(r => r.Count)))], [], []), names);

    private static bool IsAt(OutsideRow row, int place) =>
        place == OutsideFrame.Year || place == row.Month.Month || place == OutsideFrame.QuarterOf(row.Month.Month) || place == OutsideFrame.Site(row.SiteId);

    private static int[] Values<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => Convert.ToInt32(value, CultureInfo.InvariantCulture))];
}
