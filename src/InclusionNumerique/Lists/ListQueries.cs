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

    private static IQueryable<Choice> Choices<T>(IQueryable<T> items)
        where T : ListItem =>
        items.Where(i => i.IsActive).OrderBy(i => i.Position).ThenBy(i => i.Id).Select(i => new Choice(i.Id, i.Label));
}
