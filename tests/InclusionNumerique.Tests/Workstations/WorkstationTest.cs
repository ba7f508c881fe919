using InclusionNumerique.Access;
using InclusionNumerique.Visits;
using InclusionNumerique.Workstations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Workstations;

/// <summary>The workstations of Blosne, as the product is delivered with: one fixed, four laptops, two tablets.</summary>
public abstract class WorkstationTest(TestServer server) : DatabaseTest(server)
{
    protected async Task<List<Workstation>> AllAsync(int siteId = Blosne)
    {
        await using var db = OpenDb();
        return await db.Workstations.AsNoTracking().Where(w => w.SiteId == siteId).OrderBy(w => w.Id).ToListAsync(Cancellation);
    }

    protected async Task<int> FirstAsync(int siteId = Blosne) => (await AllAsync(siteId))[0].Id;

    protected async Task<Guid> VisitAsync(short? number, VisitState state = VisitState.Waiting, int siteId = Blosne, int daysAgo = 0)
    {
        await using var db = OpenDb();
        var at = Clock.GetUtcNow().AddDays(-daysAgo);
        var visit = new Visit
        {
            Id = Guid.CreateVersion7(),
            SiteId = siteId,
            ArrivedAt = at,
            Origin = Origin.WalkIn,
            State = state,
            MediatorId = state is VisitState.Called or VisitState.InSession or VisitState.Paused ? Mediator.Id : null,
            RecordedById = Receptionist.Id,
            RecordedAt = at,
            Number = number,
        };
        db.Visits.Add(visit);
        await db.SaveChangesAsync(Cancellation);
        return visit.Id;
    }

    protected Task<Outcome> SeatAsync(int workstationId, Guid? visitId = null, Guid? useId = null, Actor? actor = null) =>
        Get<SeatVisitor>().ExecuteAsync(new(useId ?? Guid.CreateVersion7(), workstationId, visitId), actor ?? Mediator, Cancellation);

    protected Task<WorkstationsAtSite> ShownAsync() => Get<WorkstationQueries>().AtSiteAsync(Blosne, Mediator, Cancellation);
}
