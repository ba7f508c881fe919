using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Journeys;
using InclusionNumerique.Reports;
using InclusionNumerique.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Web.Tests.Reports;

/// <summary>The product is replaced, or its machine fails, while it makes a report: the next process issues it, once.</summary>
public sealed class ReportDeployTests(TestServer server) : IAsyncLifetime
{
    private static readonly Actor Coordinator = new(DemoData.AccountId(9), "", [Role.Coordinator], [1, 2, 3, 4, 5, 6]);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private string _connection = "";
    private RunningApp? _app;

    public async ValueTask InitializeAsync()
    {
        _connection = await server.CopyAsync();
        _app = await RunningApp.StartAsync(("ConnectionStrings__Inclusion", _connection), ("INCLUSION_DEMO", "0"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        await server.DropAsync(_connection);
    }

    [Fact]
    public async Task A_report_that_was_being_made_during_a_deploy_is_issued_by_the_next_process()
    {
        var id = await QueueAsync();
        await UntilAsync(id, r => r.State != ReportState.Queued);
        await _app!.StopAsync();

        var left = await OneAsync(id);
        await _app.StartAgainAsync();

        left.State.Should().BeOneOf([ReportState.Queued, ReportState.Issued], "a process that ends leaves its report to the next at once");
        await UntilAsync(id, r => r.State == ReportState.Issued);
        await IsIssuedOnceAsync(id);
    }

    [Fact]
    public async Task A_report_whose_process_was_killed_is_taken_up_by_the_next_once_its_lease_is_over()
    {
        var id = await QueueAsync();
        await UntilAsync(id, r => r.State != ReportState.Queued);
        await _app!.KillAsync();
        await using (var db = TestServer.Open(_connection))
        {
            // Three minutes later.
            await db.Reports.Where(r => r.Id == id && r.State == ReportState.Making).ExecuteUpdateAsync(r => r.SetProperty(x => x.LeaseUntil, x => x.LeaseUntil!.Value.AddMinutes(-3)), WebApp.Cancellation);
        }

        await _app.StartAgainAsync();

        await UntilAsync(id, r => r.State == ReportState.Issued);
        await IsIssuedOnceAsync(id);
    }

    private async Task<Guid> QueueAsync()
    {
        await using var services = new ServiceCollection().AddInclusion(_connection).AddLogging().BuildServiceProvider();
        var form = new DraftReport.Form { Kind = ReportKind.Monthly, Filter = new(FigurePeriod.Of(FigureSpan.Month, new(2026, 10, 31), new(2026, 11, 24))) };
        (await services.GetRequiredService<DraftReport>().ExecuteAsync(form, Coordinator, WebApp.Cancellation)).Refusals.Should().BeEmpty();
        var draft = await OneAsync(form.Id);
        (await services.GetRequiredService<IssueReport>().ExecuteAsync(new(form.Id, draft.Version), Coordinator, WebApp.Cancellation)).Refusals.Should().BeEmpty();
        return form.Id;
    }

    private async Task<Report> OneAsync(Guid id)
    {
        await using var db = TestServer.Open(_connection);
        return await db.Reports.AsNoTracking().SingleAsync(r => r.Id == id, WebApp.Cancellation);
    }

    private async Task UntilAsync(Guid id, Func<Report, bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(WebApp.Cancellation);
        patience.CancelAfter(Patience);
        while (!isSo(await OneAsync(id)))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private async Task IsIssuedOnceAsync(Guid id)
    {
        await using var db = TestServer.Open(_connection);
        (await db.IssuedReports.CountAsync(WebApp.Cancellation)).Should().Be(1);
        (await db.ReportNotices.AsNoTracking().SingleAsync(WebApp.Cancellation)).Should().BeEquivalentTo(new ReportNotice { ReportId = id, ProfessionalId = Coordinator.Id });
        (await db.AuditEntries.CountAsync(a => a.Action == nameof(IssueReport) && a.RecordType == nameof(IssuedReport), WebApp.Cancellation)).Should().Be(1);
    }
}
