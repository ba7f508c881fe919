using InclusionNumerique.Access;
using InclusionNumerique.Incidents;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Incidents;

public abstract class IncidentTest(TestServer server) : DatabaseTest(server)
{
    protected const int Ants = 3;

    protected static DateOnly Today { get; } = new(2026, 11, 24);

    protected IncidentQueries Queries => Get<IncidentQueries>();

    protected async Task<Guid> ReportAsync(IncidentKind kind = IncidentKind.Printer, TimeOnly? time = null, bool isBlocking = false, int siteId = Blosne, Actor? actor = null)
    {
        var form = new SaveIncident.Form { SiteId = siteId, Kind = kind, IsBlocking = isBlocking, Day = time is null ? null : Today, Time = time };
        (await Get<SaveIncident>().ExecuteAsync(form, actor ?? Mediator, Cancellation)).IsDone.Should().BeTrue();
        return form.Id;
    }

    protected Task<Outcome> SolveAsync(Guid id, TimeOnly? time = null, int? lost = null, SolvedBy? by = SolvedBy.ItDepartment, Actor? actor = null) =>
        Get<SolveIncident>().ExecuteAsync(new() { Id = id, By = by, Day = time is null ? null : Today, Time = time, MinutesLost = lost }, actor ?? Mediator, Cancellation);

    protected async Task<Guid> DownAsync(int organisation = Caf, Actor? actor = null)
    {
        var id = Guid.CreateVersion7();
        (await Get<ReportOutage>().ExecuteAsync(new(id, organisation), actor ?? Receptionist, Cancellation)).IsDone.Should().BeTrue();
        return id;
    }

    protected Task<Outcome> EndAsync(Guid id, bool isBack = false, Actor? actor = null) => Get<EndOutage>().ExecuteAsync(new(id, isBack), actor ?? Mediator, Cancellation);

    protected async Task<List<Incident>> AllAsync()
    {
        await using var db = OpenDb();
        return await db.Incidents.AsNoTracking().OrderBy(i => i.StartedAt).ThenBy(i => i.Id).ToListAsync(Cancellation);
    }
}
