using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workstations;

/// <param name="Number">Null: somebody without a number.</param>
/// <param name="MinutesLeft">Negative when over; null: nobody else waits, so there is no limit.</param>
public sealed record Seat(Guid UseId, short? Number, DateTimeOffset StartedAt, int MinutesTaken, int? MinutesLeft);

/// <param name="Seat">Null: free.</param>
public sealed record WorkstationCard(int Id, string Label, WorkstationKind Kind, bool IsAccessible, Seat? Seat);

/// <summary>A number that may sit down.</summary>
public sealed record SeatableVisit(Guid VisitId, short Number, VisitState State);

/// <param name="Cards">Taken ones first, by least time left; then free ones.</param>
/// <param name="Visits">By number.</param>
public sealed record WorkstationsAtSite(IReadOnlyList<WorkstationCard> Cards, IReadOnlyList<SeatableVisit> Visits, bool DoOthersWait)
{
    public static WorkstationsAtSite Empty { get; } = new([], [], false);
}

/// <summary>A workstation as its editor sees it, hidden ones included.</summary>
public sealed record WorkstationRow(int Id, uint Version, int SiteId, string Label, WorkstationKind Kind, bool IsAccessible, bool IsActive);

public sealed class WorkstationQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    private const int FewMost = 200;

    /// <summary>Who sits where at this instant, and who may sit down.</summary>
    public async Task<WorkstationsAtSite> AtSiteAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("WorkstationQueries.AtSiteAsync", siteId))
        {
            return WorkstationsAtSite.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var today = clock.Today();
        var open = db.WorkstationUses.Where(u => u.EndedAt == null);
        var rows = await (
            from w in db.Workstations.Where(w => w.SiteId == siteId && w.IsActive)
            join u in open on w.Id equals u.WorkstationId into uses
            from u in uses.DefaultIfEmpty()
            orderby w.Id
            select new { w.Id, w.Label, w.Kind, w.IsAccessible, UseId = (Guid?)u!.Id, Number = u.Visit!.Number, StartedAt = (DateTimeOffset?)u.StartedAt })
            .Take(FewMost).ToListAsync(cancellation);
        var standing = db.Visits.Where(v => v.SiteId == siteId && !open.Any(u => u.VisitId == v.Id));
        // A person who waits at a workstation waits for somebody, not for a workstation.
        var doOthersWait = await standing.AnyAsync(v => v.Day == today && v.State == VisitState.Waiting, cancellation);
        var visits = await standing.MaySit(today).OrderBy(v => v.Number).Take(FewMost)
            .Select(v => new SeatableVisit(v.Id, v.Number!.Value, v.State)).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        return new WorkstationsAtSite(
            [.. rows
                .Select(r => new WorkstationCard(r.Id, r.Label, r.Kind, r.IsAccessible, r.UseId is { } useId ? SeatOf(useId, r.Number, r.StartedAt!.Value, now, doOthersWait) : null))
                .OrderBy(c => c.Seat?.StartedAt ?? DateTimeOffset.MaxValue)],
            visits,
            doOthersWait);
    }

    /// <summary>The workstations of a site, hidden ones last.</summary>
    public async Task<IReadOnlyList<WorkstationRow>> WorkstationsAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("WorkstationQueries.WorkstationsAsync", siteId))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Workstations
            .Where(w => w.SiteId == siteId).OrderByDescending(w => w.IsActive).ThenBy(w => w.Id).Take(FewMost)
            .Select(w => new WorkstationRow(w.Id, w.Version, w.SiteId, w.Label, w.Kind, w.IsAccessible, w.IsActive))
            .ToListAsync(cancellation);
    }

    private static Seat SeatOf(Guid useId, short? number, DateTimeOffset startedAt, DateTimeOffset now, bool doOthersWait)
    {
        var taken = Math.Max(0, (int)(now - startedAt).TotalMinutes);
        return new Seat(useId, number, startedAt, taken, doOthersWait ? WorkstationUse.MinutesWhenOthersWait - taken : null);
    }
}
