using InclusionNumerique.Access;

namespace InclusionNumerique.Dashboards;

/// <summary>
/// What is answered beyond the team, to the steering group, to whoever has a link, in what is issued and in open data: so few views that what their differences tell
/// can be worked out beforehand (decision 28). All sites by month and quarter of the quarters that are over, and by whole year; one site by whole year.
/// </summary>
public static class Outside
{
    private const string Right = "FigureQueries.FiguresAsync";

    /// <summary>Is this reader one who cannot open the visits behind the figures? An observer is, where no other role reaches.</summary>
    /// <param name="siteId">Null: every site that the actor may see.</param>
    public static bool Is(Actor actor, int? siteId)
    {
        var inside = WithoutObserver(actor);
        return actor.Has(Role.Observer) && !(siteId is { } site ? inside.May(Right, site) : inside.ReachOf(Right) == Reach.All);
    }

    /// <summary>The same person, reading what may leave the team: for links and for what is issued.</summary>
    public static Actor Reader(Actor actor) => actor with { Roles = [Role.Observer] };

    /// <summary>The last day that is answered.</summary>
    public static DateOnly Until(DateOnly today) => new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1).AddDays(-1);

    /// <summary>The nearest view that is answered: what was asked for, when it is one.</summary>
    public static FigureFilter Snap(FigureFilter filter, DateOnly today)
    {
        var (from, to) = (filter.Period.From, filter.Period.To);
        var isOneYear = filter.SiteId is not null || filter.Period.Span is FigureSpan.Year or FigureSpan.TwelveMonths || (from.Year, Quarter(from)) != (to.Year, Quarter(to));
        var span = isOneYear ? FigureSpan.Year : filter.Period.Span == FigureSpan.Quarter || from.Month != to.Month ? FigureSpan.Quarter : FigureSpan.Month;
        // Neither people of one district nor another site beside this one: none of these views was thought through with the others.
        return new(Over(span, to, today), filter.SiteId, Beside(filter));
    }

    /// <summary>All sites in the nearest whole year: for figures that are told apart no further beyond the team.</summary>
    public static FigureFilter SnapToYear(FigureFilter filter, DateOnly today) =>
        filter with { Period = Over(FigureSpan.Year, filter.Period.To, today), SiteId = null, CompareSiteId = null, Comparison = Beside(filter) };

    /// <summary>The period of that span around the day, or the last one that is answered.</summary>
    public static FigurePeriod Over(FigureSpan span, DateOnly day, DateOnly today)
    {
        var until = Until(today);
        var last = span == FigureSpan.Year ? new DateOnly(today.Year, 1, 1).AddDays(-1) : until;
        return FigurePeriod.Of(span, day < last ? day : last, today);
    }

    private static Comparison Beside(FigureFilter filter) => filter.CompareSiteId is null ? filter.Comparison : Comparison.Before;

    private static int Quarter(DateOnly day) => (day.Month - 1) / 3;

    private static Actor WithoutObserver(Actor actor) => actor with { Roles = [.. actor.Roles.Where(r => r != Role.Observer)] };
}
