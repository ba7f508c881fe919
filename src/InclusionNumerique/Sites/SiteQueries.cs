using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Sites;

public sealed record SiteChoice(int Id, string ShortName, string Name);

public sealed record SiteRow(
    int Id, uint Version, string Name, string ShortName, DateOnly OpenedOn, bool IsActive, string? Address, string? Phone, short PromisedHalfDays, bool IsOpenOnWhitMonday);

public sealed record InstitutionRow(int Id, uint Version, string Name, string ShortName, bool IsActive);

public sealed class SiteQueries(IDbContextFactory<InclusionDb> factory)
{
    private const int FewMost = 500;

    /// <summary>The sites that the actor may choose among: own ones, or all.</summary>
    public async Task<IReadOnlyList<SiteChoice>> ChoicesAsync(Actor actor, CancellationToken cancellation = default)
    {
        var reach = actor.ReachOf("SiteQueries.ChoicesAsync");
        if (reach == Reach.None)
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Sites
            .Where(s => s.IsActive && (reach == Reach.All || actor.SiteIds.Contains(s.Id)))
            .OrderBy(s => s.Id)
            .Select(s => new SiteChoice(s.Id, s.ShortName, s.Name))
            .ToListAsync(cancellation);
    }

    /// <summary>All sites, closed ones last: they are few.</summary>
    public async Task<IReadOnlyList<SiteRow>> SitesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SiteQueries.SitesAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Sites
            .OrderByDescending(s => s.IsActive).ThenBy(s => s.Id).Take(FewMost)
            .Select(s => new SiteRow(s.Id, s.Version, s.Name, s.ShortName, s.OpenedOn, s.IsActive, s.Address, s.Phone, s.PromisedHalfDays, s.IsOpenOnWhitMonday))
            .ToListAsync(cancellation);
    }

    /// <summary>All institutions, hidden ones last: they are few.</summary>
    public async Task<IReadOnlyList<InstitutionRow>> InstitutionsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SiteQueries.InstitutionsAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Institutions
            .OrderByDescending(i => i.IsActive).ThenBy(i => i.Id).Take(FewMost)
            .Select(i => new InstitutionRow(i.Id, i.Version, i.Name, i.ShortName, i.IsActive))
            .ToListAsync(cancellation);
    }
}
