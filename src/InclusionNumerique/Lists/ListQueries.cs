using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Lists;

public sealed record Choice(int Id, string Label);

public sealed record DistrictChoice(int Id, string Label, int? SiteId, bool IsPriority);

/// <summary>Everything a form offers, in the house's order.</summary>
public sealed record ListChoices(
    IReadOnlyList<Choice> Themes,
    IReadOnlyList<Choice> Organisations,
    IReadOnlyList<Choice> Causes,
    IReadOnlyList<Choice> Languages,
    IReadOnlyList<DistrictChoice> Districts);

/// <summary>A row of a list as its administrator sees it, hidden ones included.</summary>
/// <param name="Rank">Place in the list, from 1.</param>
public sealed record ListItemRow(int Id, uint Version, int Rank, string Label, bool IsActive)
{
    public string? NationalTheme { get; init; }

    public string? NationalProcedure { get; init; }

    public int? SiteId { get; init; }

    public string? Site { get; init; }

    public bool IsPriority { get; init; }
}

public sealed class ListQueries(IDbContextFactory<InclusionDb> factory)
{
    public async Task<ListChoices> ChoicesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ListQueries.ChoicesAsync"))
        {
            return new ListChoices([], [], [], [], []);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return new ListChoices(
            await Choices(db.Themes).ToListAsync(cancellation),
            await Choices(db.Organisations).ToListAsync(cancellation),
            await Choices(db.FailureCauses).ToListAsync(cancellation),
            await Choices(db.Languages).ToListAsync(cancellation),
            await db.Districts.Where(d => d.IsActive).OrderBy(d => d.Position).ThenBy(d => d.Id)
                .Select(d => new DistrictChoice(d.Id, d.Label, d.SiteId, d.IsPriority)).ToListAsync(cancellation));
    }

    /// <summary>The whole list: it is short.</summary>
    public async Task<IReadOnlyList<ListItemRow>> ItemsAsync(ListKind list, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ListQueries.ItemsAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var rows = list switch
        {
            ListKind.Themes => InOrder(db.Themes).Select(i => new ListItemRow(i.Id, i.Version, 0, i.Label, i.IsActive) { NationalTheme = i.NationalTheme, NationalProcedure = i.NationalProcedure }),
            ListKind.Organisations => InOrder(db.Organisations).Select(i => new ListItemRow(i.Id, i.Version, 0, i.Label, i.IsActive) { NationalProcedure = i.NationalProcedure }),
            ListKind.Causes => InOrder(db.FailureCauses).Select(i => new ListItemRow(i.Id, i.Version, 0, i.Label, i.IsActive)),
            ListKind.Languages => InOrder(db.Languages).Select(i => new ListItemRow(i.Id, i.Version, 0, i.Label, i.IsActive)),
            ListKind.ActivityTypes => InOrder(db.ActivityTypes).Select(i => new ListItemRow(i.Id, i.Version, 0, i.Label, i.IsActive)),
            _ => InOrder(db.Districts).Select(i => new ListItemRow(i.Id, i.Version, 0, i.Label, i.IsActive)
            {
                SiteId = i.SiteId,
                Site = db.Sites.Where(s => s.Id == i.SiteId).Select(s => s.ShortName).FirstOrDefault(),
                IsPriority = i.IsPriority,
            }),
        };
        return [.. (await rows.Take(SaveListItem.RankMost).ToListAsync(cancellation)).Select((row, index) => row with { Rank = index + 1 })];
    }

    private static IQueryable<T> InOrder<T>(IQueryable<T> items)
        where T : ListItem =>
        items.OrderBy(i => i.Position).ThenBy(i => i.Id);

    private static IQueryable<Choice> Choices<T>(IQueryable<T> items)
        where T : ListItem =>
        InOrder(items.Where(i => i.IsActive)).Select(i => new Choice(i.Id, i.Label));
}
