using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Sites;
using InclusionNumerique.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Figures;

/// <summary>A page of figures of a period and a site: reads what its address asks for, each time that it changes. <see cref="FigureFrame"/> shows it.</summary>
public abstract class FigurePage : DeskPage
{
    [Inject]
    private SiteQueries Sites { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

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

    /// <summary>What the address asks for; beyond the team, the nearest view that is answered.</summary>
    internal FigureFilter? Filter { get; private set; }

    /// <summary>What the figures are of that were read last; null before the first, and when the reader may see none.</summary>
    internal FigureFilter? Shown { get; private set; }

    /// <summary>The sites that the reader may choose among.</summary>
    internal IReadOnlyList<SiteChoice> Choices { get; private set; } = [];

    internal string SiteLabel => Shown?.SiteId is { } one
        ? Choices.FirstOrDefault(s => s.Id == one)?.ShortName ?? "Site fermé"
        : SeesAll ? "Tous les sites" : string.Join(", ", Choices.Select(s => s.ShortName));

    internal bool IsForbidden { get; private set; }

    /// <summary>Told to whoever does not see the figures change.</summary>
    internal string Status { get; private set; } = "";

    internal bool IsOutside => HasOutside && Outside.Is(Actor, null);

    /// <summary>The right of the query that reads the figures.</summary>
    protected abstract string Query { get; }

    /// <summary>Beyond the team only whole years of all sites are answered.</summary>
    protected virtual bool HasOutside => false;

    private bool SeesAll => Actor.ReachOf(Query) == Reach.All;

    protected override Task OnParametersSetAsync()
    {
        var asked = FigureAddress.Read(Span, Day, From, To, Site, null, Clock.Today());
        Filter = IsOutside ? Outside.SnapToYear(asked, Clock.Today()) : asked;
        Status = "Calcul en cours…";
        return NextAsync(async () =>
        {
            Filter = IsOutside ? Outside.SnapToYear(asked, Clock.Today()) : asked;
            Choices = IsOutside ? [] : [.. (await Sites.ChoicesAsync(Actor, Leaving)).Where(s => SeesAll || Actor.SiteIds.Contains(s.Id))];
            var told = await ReadAsync(Filter);
            (Shown, IsForbidden) = (told is null ? null : Filter, told is null);
            Status = told is null ? "" : $"Chiffres à jour : {told}.";
        });
    }

    /// <summary>Reads the figures, to be shown.</summary>
    /// <returns>Their first one, in words; null when the reader may see none of them.</returns>
    protected abstract Task<string?> ReadAsync(FigureFilter filter);
}
