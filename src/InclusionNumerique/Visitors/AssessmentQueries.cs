using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

public sealed record GridVersion(int Id, DateTimeOffset CreatedAt, string? Author, int Uses);

public sealed record AssessmentLine(Guid Id, DateTimeOffset At, string By, int GridId, short Score, HelpLevel Level, bool IsKioskAlone);

public sealed class AssessmentQueries(IDbContextFactory<InclusionDb> factory)
{
    private const int PassingsMost = 40;

    /// <summary>The grid in use, with its questions in order; null without the right.</summary>
    public async Task<AssessmentGrid?> GridAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AssessmentQueries.GridAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.AssessmentGrids.Include(g => g.Questions.OrderBy(q => q.Position)).AsNoTracking().OrderByDescending(g => g.Id).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The latest versions of the grid, and how often each was answered.</summary>
    public async Task<IReadOnlyList<GridVersion>> VersionsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AssessmentQueries.VersionsAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.AssessmentGrids.OrderByDescending(g => g.Id).Take(PassingsMost)
            .Select(g => new GridVersion(g.Id, g.CreatedAt, db.Users.Where(p => p.Id == g.CreatedById).Select(p => p.DisplayName).FirstOrDefault(), db.Assessments.Count(a => a.GridId == g.Id)))
            .ToListAsync(cancellation);
    }

    /// <summary>A person's passings, the oldest first, for a file that the actor may see.</summary>
    public async Task<IReadOnlyList<AssessmentLine>> OfVisitorAsync(Guid visitorId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AssessmentQueries.OfVisitorAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var seen = VisitorsSeenBy.Filter(db.Visitors, actor);
        var lines = await db.Assessments.Where(a => a.VisitorId == visitorId && seen.Any(v => v.Id == visitorId)).OrderByDescending(a => a.At).Take(PassingsMost)
            .Select(a => new AssessmentLine(a.Id, a.At, a.By!.DisplayName, a.GridId, a.Score, a.Level, a.IsKioskAlone)).ToListAsync(cancellation);
        lines.Reverse();
        return lines;
    }
}
