using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Queue;

/// <summary>A test at Blosne's queue, with the reception and two mediators.</summary>
public abstract class QueueTest(TestServer server) : DatabaseTest(server)
{
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Somebody comes in now; returns the visit's id.</summary>
    protected async Task<Guid> ArriveAsync(Origin origin = Origin.WalkIn, TriageForm? triage = null, int siteId = Blosne)
    {
        var form = new RecordArrival.Form { SiteId = siteId, Origin = origin, Triage = triage ?? new() };
        (await Get<RecordArrival>().ExecuteAsync(form, siteId == Blosne ? Receptionist : Mediator, Cancellation)).IsDone.Should().BeTrue();
        return form.VisitId;
    }

    protected Task<Outcome> CallAsync(Actor mediator, Guid? visitId = null) => Get<CallNext>().ExecuteAsync(new(Blosne, visitId), mediator, Cancellation);

    protected Task<Outcome> StartAsync(Guid visitId, Actor mediator) => Get<StartSession>().ExecuteAsync(new(visitId), mediator, Cancellation);

    /// <summary>Whom the mediator has called or receives.</summary>
    protected async Task<Guid?> MineAsync(Actor mediator) => (await Get<BoardQueries>().MineAsync(mediator, Cancellation))?.VisitId;

    protected Task<DayBoard> BoardAsync(Actor? actor = null, int siteId = Blosne) => Get<BoardQueries>().BoardAsync(siteId, actor ?? Mediator, Cancellation);

    protected async Task<BoardRow> RowAsync(Guid visitId, int siteId = Blosne) => (await BoardAsync(Mediator, siteId)).Rows.Single(r => r.VisitId == visitId);

    protected Task<Outcome> FinishAsync(Guid visitId, Actor mediator)
    {
        var form = QuickVisit();
        form.VisitId = visitId;
        return Get<LogVisit>().ExecuteAsync(form, mediator, Cancellation);
    }
}
