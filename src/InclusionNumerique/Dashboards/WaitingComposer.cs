using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Dashboards;

/// <summary>One period's true counts with what may leave them.</summary>
internal sealed record PeriodPair(PeriodCounts Counts, DisclosedCounts Shown);

/// <summary>Waiting and reception, through the disclosure rule. Minutes are given from 11 waits on, where the visits of the line are shown too.</summary>
/// <param name="areColumnsBeside">The compared columns stand beside those of the period.</param>
internal sealed class WaitingComposer(PeriodPair now, PeriodPair? before, bool areColumnsBeside)
{
    private const int Others = 0;

    public WaitingReport Compose(IReadOnlyList<NameRow> sites, IReadOnlyList<(int Key, string Label)> hours) => new()
    {
        All = Line("Ensemble", p => WaitOf(p, 0, 0, p.Shown.Visits)),
        Sites = [.. sites.Select(s => Line(s.Label, p => WaitOf(p, Dimension.Site, s.Key, p.Shown[Dimension.Site, s.Key])))],
        Hours = [.. hours.Select(h => Line(h.Label, p => WaitOf(p, Dimension.Hour, h.Key, p.Shown[Dimension.Hour, h.Key]))).Where(l => !l.Now.IsNone || l.Before is { IsNone: false })],
        Columns = Columns(),
        ByHalfDay = [.. Enumerable.Range(2, 14).Select(HalfDay).Where(h => !h.Now.IsNone || h.Before is { IsNone: false })],
        LeftUnseen = Share("Reparties sans être reçues", LeftUnseenOf),
        HalfDays = HalfDays("Ensemble", p => HalfDayOf(p, null)),
        HalfDaysOfSites = [.. sites.Select(s => HalfDays(s.Label, p => HalfDayOf(p, s.Key)))],
        Followed = Share("Conseil suivi", FollowedOf),
        Advice = [.. Enum.GetValues<Direction>().Select(d => Share(d.Label(), p => new(p.Shown[Dimension.FollowedAdvice, (int)d], p.Shown[Dimension.Advice, (int)d])))],
        Asked = Share("Autonomie demandée", p => new(p.Shown[Dimension.Asked, 4], p.Shown[Dimension.Triaged, 1])),
        Autonomous = Share("Autonomes", p => new(p.Shown[Dimension.Asked, 3], p.Shown[Dimension.Asked, 4])),
        SentToKiosk = Share("Envoyées à la borne", p => new(p.Shown[Dimension.Kiosk, 1], p.Shown[Dimension.Asked, 3])),
        StatedTheme = Share("Thème annoncé retrouvé", StatedThemeOf),
        FoundOnTheWay = Share("Demandes trouvées en route", p => new(p.Shown[Dimension.Found, 1], p.Shown.Requests)),
    };

    private WaitLine Line(string label, Func<PeriodPair, Wait> wait) => new(label, wait(now), before is null ? null : wait(before));

    private WaitColumn[] Columns()
    {
        int[] beside = before is not null && areColumnsBeside ? [.. before.Shown.Columns] : [];
        return [.. now.Shown.Columns.Select((column, i) => new WaitColumn(DateOnly.FromDayNumber(column), ColumnOf(now, column), i < beside.Length ? ColumnOf(before!, beside[i]) : null))];
    }

    private WaitHalfDay HalfDay(int key) => new((DayOfWeek)(key / 2 % 7), key % 2 == 1, HalfDayAt(now, key), before is null ? null : HalfDayAt(before, key));

    private ProportionLine Share(string label, Func<PeriodPair, Proportion> share) => new(label, share(now), before is null ? null : share(before));

    private HalfDayLine HalfDays(string label, Func<PeriodPair, (long? HalfDays, double? Sessions)> load)
    {
        var (halfDays, sessions) = load(now);
        var (halfDaysBefore, sessionsBefore) = before is null ? default : load(before);
        return new HalfDayLine(label, halfDays, sessions, halfDaysBefore, sessionsBefore);
    }

    private static Wait WaitOf(PeriodPair period, Dimension dimension, int key, Figure visits)
    {
        var row = period.Counts.WaitAt(dimension, key);
        var isShown = row?.Count >= Disclosure.Threshold && visits.Mask == Mask.None;
        static int? Round(double? minutes) => minutes is { } value ? (int)Math.Round(value, MidpointRounding.AwayFromZero) : null;
        // Where the visits are hidden, that nobody of them waited is too.
        return new Wait(visits.Mask == Mask.None && !(row?.Count > 0), isShown ? Round(row!.Median) : null, isShown ? Round(row!.NinthDecile) : null);
    }

    private static Wait ColumnOf(PeriodPair period, int column) => WaitOf(period, Dimension.Column, column, period.Shown[Dimension.Column, column]);

    private static Wait HalfDayAt(PeriodPair period, int key) => WaitOf(period, Dimension.HalfDay, key, period.Shown[Dimension.HalfDay, key]);

    private static (long?, double?) HalfDayOf(PeriodPair period, int? siteId)
    {
        var sessions = siteId is { } id ? period.Shown[Dimension.SiteSessions, id] : period.Shown.Sessions;
        var visits = siteId is { } site ? period.Shown[Dimension.Site, site] : period.Shown.Visits;
        var halfDays = period.Counts.HalfDaysAt(siteId);
        return sessions.Value is { } count && visits.Mask == Mask.None ? (halfDays, halfDays > 0 ? (double)count / halfDays : null) : (null, null);
    }

    private static Proportion LeftUnseenOf(PeriodPair period)
    {
        var left = period.Shown[Dimension.State, (int)VisitState.LeftUnseen];
        return new(left, Sum(period.Shown[Dimension.Waited, 1], left));
    }

    private static Proportion FollowedOf(PeriodPair period)
    {
        var (all, other) = (period.Shown[Dimension.Triaged, 1], period.Shown[Dimension.OtherDecision, Others]);
        return new(all.Value is { } triages && other.Value is { } not ? Figure.Of(Math.Max(0, triages - not)) : Figure.Withheld, all);
    }

    private static Proportion StatedThemeOf(PeriodPair period)
    {
        var found = period.Shown[Dimension.StatedTheme, 2];
        return new(found, Sum(period.Shown[Dimension.StatedTheme, 1], found));
    }

    // Counts that are shown are zero or many: so is their sum.
    private static Figure Sum(Figure one, Figure other) => one.Value is { } x && other.Value is { } y ? Figure.Of(x + y) : Figure.Withheld;
}
