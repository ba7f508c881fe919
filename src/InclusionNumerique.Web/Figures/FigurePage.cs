using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Sites;
using InclusionNumerique.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Figures;

/// <summary>A page of figures of a period and a site, as its address asks for them. <see cref="FigureFrame{TReport}"/> shows it.</summary>
public abstract class FigurePage<TReport> : DeskPage
    where TReport : class, IFigureReport
{
    private FigureFilter? _asked;
    private FigureFilter? _read;

    [Inject]
    private SiteQueries Sites { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "periode")]
    private string? Span { get; set; }

    [SupplyParameterFromQuery(Name = "le")]
    private string? Day { get; set; }

    [SupplyParameterFromQuery(Name = "du")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "au")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "site")]
    private string? Site { get; set; }

    [SupplyParameterFromQuery(Name = "comparer")]
    private string? Compare { get; set; }

    /// <summary>What the address asks for; beyond the team, the nearest view that is answered.</summary>
    internal FigureFilter? Filter { get; private set; }

    /// <summary>What was read last, of which view; null before the first, and when the reader may see none of it.</summary>
    internal (FigureFilter Filter, TReport Report, TReport? Beside)? Shown { get; private set; }

    /// <summary>The sites that the reader may choose among.</summary>
    internal IReadOnlyList<SiteChoice> Choices { get; private set; } = [];

    internal bool IsForbidden { get; private set; }

    /// <summary>What is shown is not what the address asks for, not yet.</summary>
    internal bool IsReading => Trouble is null && _read != _asked;

    internal string? Problem => Trouble;

    internal bool IsOutside => HasOutside && Outside.Is(Actor, null);

    protected TReport? Report => Shown?.Report;

    /// <summary>The right of the query that reads the figures.</summary>
    protected abstract string Query { get; }

    /// <summary>Beyond the team only whole years of all sites are answered.</summary>
    protected virtual bool HasOutside => false;

    protected override Task OnParametersSetAsync()
    {
        var asked = _asked = FigureAddress.Read(Span, Day, From, To, Site, Compare, Clock.Today());
        Filter = Answered(asked);
        return NextAsync(async () =>
        {
            // Another address came while this one waited, and waits itself.
            if (asked != _asked)
            {
                return;
            }

            var filter = Filter = Answered(asked);
            Choices = IsOutside ? [] : [.. (await Sites.ChoicesAsync(Actor, Leaving)).Where(s => Actor.ReachOf(Query) == Reach.All || Actor.SiteIds.Contains(s.Id))];
            var report = await ReadAsync(filter);
            var beside = report is not null && filter.Other is { } other ? await ReadAsync(other) : null;
            (Shown, IsForbidden, _read) = (report is null ? null : (filter, report, beside), report is null, asked);
        });
    }

    /// <returns>Null when the reader may see none of them.</returns>
    protected abstract Task<TReport?> ReadAsync(FigureFilter filter);

    private FigureFilter Answered(FigureFilter asked) => IsOutside ? Outside.SnapToYear(asked, Clock.Today()) : asked;
}
