using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>One visit of the day as the desk shows it. A visit without a session waits, or has left.</summary>
public sealed record TodayRow(
    Guid VisitId,
    DateTimeOffset ArrivedAt,
    Origin Origin,
    VisitState State,
    VisitFacts Facts,
    IReadOnlyList<TodaySession> Sessions);

public sealed record TodaySession(Guid Id, string Mediator, int Minutes, IReadOnlyList<string> Subjects, RequestOutcome Outcome);

public sealed record TodayList(IReadOnlyList<TodayRow> Rows, int Waiting, int Seen, int LeftUnseen)
{
    public static TodayList Empty { get; } = new([], 0, 0, 0);
}

public sealed partial class VisitQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>Who waits is shown whole; of those seen, the latest ones: the history holds the rest.</summary>
    public const int TodayMost = 30;

    /// <summary>The site's visits of today, those who wait first (longest wait first), then the latest seen.</summary>
    public async Task<TodayList> TodayAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("VisitQueries.TodayAsync", siteId))
        {
            return TodayList.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var today = clock.Today();
        var visits = db.Visits.AsNoTracking().Where(v => v.SiteId == siteId && v.Day == today);
        if (actor.ReachOf("VisitQueries.TodayAsync") == Reach.Own)
        {
            visits = visits.Where(v => v.State == VisitState.Waiting || v.Sessions.Any(s => s.MediatorId == actor.Id));
        }

        var counts = await visits.GroupBy(v => v.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var rows = await Rows(visits.Where(v => v.State == VisitState.Waiting).OrderBy(v => v.ArrivedAt)).ToListAsync(cancellation);
        rows.AddRange(await Rows(visits.Where(v => v.State != VisitState.Waiting).OrderByDescending(v => v.ArrivedAt).Take(TodayMost)).ToListAsync(cancellation));
        int Of(VisitState state) => counts.SingleOrDefault(c => c.Key == state)?.Count ?? 0;
        return new TodayList(rows, Of(VisitState.Waiting), Of(VisitState.Seen), Of(VisitState.LeftUnseen));
    }

    private static IQueryable<TodayRow> Rows(IQueryable<Visit> visits) => visits.Select(v => new TodayRow(
        v.Id,
        v.ArrivedAt,
        v.Origin,
        v.State,
        v.Facts,
        v.Sessions.OrderBy(s => s.StartedAt).Select(s => new TodaySession(
            s.Id,
            s.Mediator!.DisplayName,
            s.Minutes,
            s.Requests.OrderBy(r => r.Position).Select(r => r.Organisation != null ? r.Organisation.Label : r.Theme!.Label).ToList(),
            s.Requests.OrderBy(r => r.Position).Select(r => r.Outcome).FirstOrDefault())).ToList()));
}
