using InclusionNumerique.Access;
using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

public sealed record HistoryRow(
    Guid VisitId,
    DateTimeOffset ArrivedAt,
    string Site,
    VisitState State,
    IReadOnlyList<HistorySession> Sessions)
{
    public int Minutes => Sessions.Sum(s => s.Minutes);
}

public sealed record HistorySession(string Mediator, int Minutes, IReadOnlyList<HistoryRequest> Requests);

public sealed record HistoryRequest(string? Theme, string? Organisation, RequestOutcome Outcome);

/// <param name="Number">From 1; the last page when a later one was asked.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryRow> Rows, int Total, int Number)
{
    public const int Size = 50;

    public static HistoryPage Empty { get; } = new([], 0, 1);

    /// <summary>Requests that the filter selects the visits by; null: it asks nothing of them.</summary>
    public int? Requests { get; init; }

    /// <summary>Sessions, likewise.</summary>
    public int? Sessions { get; init; }

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

public sealed record MediatorChoice(Guid Id, string Name);

/// <summary>What the history can be filtered by; hidden list items too, since old visits have them.</summary>
/// <param name="Mediators">Empty for who sees only own entries.</param>
public sealed record HistoryChoices(
    IReadOnlyList<SiteChoice> Sites,
    IReadOnlyList<MediatorChoice> Mediators,
    IReadOnlyList<Choice> Themes,
    IReadOnlyList<Choice> Organisations,
    IReadOnlyList<Choice> Causes,
    IReadOnlyList<Choice> Districts,
    IReadOnlyList<Choice> Institutions)
{
    public static HistoryChoices None { get; } = new([], [], [], [], [], [], []);
}

public sealed partial class VisitQueries
{
    /// <summary>One page of the visits that the filter selects, the latest first.</summary>
    public async Task<HistoryPage> HistoryAsync(HistoryFilter filter, int page, Actor actor, CancellationToken cancellation = default)
    {
        var reach = actor.ReachOf("VisitQueries.HistoryAsync");
        if (reach == Reach.None || filter.Check().Count > 0)
        {
            return HistoryPage.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var (visits, requests, sessions) = await filter.SelectAsync(db, actor, "VisitQueries.HistoryAsync", cancellation);
        var total = await visits.CountAsync(cancellation);
        var empty = HistoryPage.Empty with { Total = total };
        var number = Math.Clamp(page, 1, empty.Pages);
        var ownerId = reach == Reach.Own ? actor.Id : (Guid?)null;
        var rows = await visits
            .OrderByDescending(v => v.ArrivedAt).ThenByDescending(v => v.Id)
            .Skip((number - 1) * HistoryPage.Size).Take(HistoryPage.Size)
            .Select(v => new HistoryRow(
                v.Id,
                v.ArrivedAt,
                v.Site!.ShortName,
                v.State,
                v.Sessions.Where(s => ownerId == null || s.MediatorId == ownerId).OrderBy(s => s.StartedAt).Select(s => new HistorySession(
                    s.Mediator!.DisplayName,
                    s.Minutes,
                    s.Requests.OrderBy(r => r.Position).Select(r => new HistoryRequest(r.Theme!.Label, r.Organisation!.Label, r.Outcome)).ToList())).ToList()))
            .ToListAsync(cancellation);
        return new HistoryPage(rows, total, number)
        {
            Requests = requests is null ? null : await requests.CountAsync(cancellation),
            Sessions = requests is not null || sessions is null ? null : await sessions.CountAsync(cancellation),
        };
    }

    public async Task<HistoryChoices> FilterChoicesAsync(Actor actor, CancellationToken cancellation = default)
    {
        var reach = actor.ReachOf("VisitQueries.FilterChoicesAsync");
        if (reach == Reach.None)
        {
            return HistoryChoices.None;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var siteIds = actor.SiteIds;
        var mediators = db.Users
            .Where(p => reach != Reach.Own && db.Sessions.Any(s => s.MediatorId == p.Id && (reach == Reach.All || siteIds.Contains(s.SiteId))))
            .OrderBy(p => p.DisplayName)
            .Select(p => new MediatorChoice(p.Id, p.DisplayName));
        return new HistoryChoices(
            await db.Sites.Where(s => reach == Reach.All || siteIds.Contains(s.Id)).OrderBy(s => s.Id)
                .Select(s => new SiteChoice(s.Id, s.ShortName, s.Name)).ToListAsync(cancellation),
            await mediators.ToListAsync(cancellation),
            await ChoicesAsync(db.Themes, cancellation),
            await ChoicesAsync(db.Organisations, cancellation),
            await ChoicesAsync(db.FailureCauses, cancellation),
            await ChoicesAsync(db.Districts, cancellation),
            await db.Institutions.OrderBy(i => i.Id).Select(i => new Choice(i.Id, i.ShortName)).ToListAsync(cancellation));
    }

    private static async Task<IReadOnlyList<Choice>> ChoicesAsync<T>(IQueryable<T> items, CancellationToken cancellation)
        where T : ListItem =>
        await items.OrderByDescending(i => i.IsActive).ThenBy(i => i.Position).ThenBy(i => i.Id)
            .Select(i => new Choice(i.Id, i.IsActive ? i.Label : i.Label + " (masqué)")).ToListAsync(cancellation);
}
