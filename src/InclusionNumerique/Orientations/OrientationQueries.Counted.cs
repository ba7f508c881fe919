using System.Data;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Queue;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

public sealed partial class OrientationQueries
{
    // No orientation is older.
    private static readonly DateOnly Oldest = new(2000, 1, 1);

    /// <summary>The orientations behind a figure, the latest first, with no person. Without a site, those sent from none count too, as in the figures of the house.</summary>
    public async Task<OrientationsPage> CountedAsync(OrientationLine line, int page, Actor actor, CancellationToken cancellation = default)
    {
        var (from, to) = (line.From > Oldest ? line.From : Oldest, line.To < clock.Today() ? line.To : clock.Today());
        if (!actor.May("OrientationQueries.CountedAsync") || from > to)
        {
            return OrientationsPage.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        int[] sites = line.SiteId is { } site ? [site] : [.. await db.Sites.Select(s => s.Id).ToListAsync(cancellation), 0];
        int[]? fates = line.Tally == OrientationTally.Fate
            ? [.. (await db.Database.SqlQueryRaw<int>(OrientationTallies.Fates, sites, from, to).ToListAsync(cancellation)).Where(f => OrientationTallies.Is(f, line.Key))]
            : null;
        var ids = db.Database.SqlQueryRaw<Guid>(
            OrientationTallies.Ids, sites, ParisTime.StartOf(from), ParisTime.StartOf(to.AddDays(1)), fates!, (int)line.Tally, line.Key, line.IsArrived, line.IsAwaited,
            (line.Tally == OrientationTally.Fate ? OrientationTallies.IsOverdue(line.Key) : null)!, clock.Today());
        var counted = db.Orientations.AsNoTracking().Where(o => ids.Contains(o.Id));
        var rows = await counted.OrderByDescending(o => o.CreatedAt).ThenBy(o => o.Id).Skip((Math.Clamp(page, 1, PageMost) - 1) * PageSize).Take(PageSize + 1)
            .Select(RowOf(db, Actor.Nobody)).ToListAsync(cancellation);
        return new([.. rows.Take(PageSize)], rows.Count > PageSize && page < PageMost) { Counted = await ids.CountAsync(cancellation), Line = LineOf(line, rows.FirstOrDefault()) };
    }

    private static string? LineOf(OrientationLine line, OrientationRow? one) => line.Tally switch
    {
        OrientationTally.Fate => OrientationComposer.LabelOf(line.Key),
        _ when one is null => null,
        OrientationTally.Sender => one.SenderInstitution ?? "Sans institution",
        OrientationTally.Kind => one.TargetKind.Label(),
        OrientationTally.Target => one.Target,
        OrientationTally.Mode => one.Mode.Label(),
        OrientationTally.Need => $"{one.Need.Label()}, {OrientationComposer.LabelOf((OrientationReason)(line.Key % 100))}",
        _ => null,
    };
}
