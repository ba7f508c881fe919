using InclusionNumerique.Incidents;
using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Incidents;

public sealed class OutageTests(TestServer server) : IncidentTest(server)
{
    private const int SiteDown = 2;

    [Fact]
    public async Task Every_desk_knows_it_and_which_cause_to_propose()
    {
        (await Queries.OutagesAsync(Mediator, Cancellation)).Should().BeSameAs(OutagesNow.None);
        var id = await DownAsync();

        var now = await Queries.OutagesAsync(Volunteer, Cancellation);

        now.Outages.Should().Equal(new OutageNow(id, Caf, "CAF", Now));
        now.CauseId.Should().Be(SiteDown);
        (now.Of(Caf)?.Id, now.Of(Ants), now.Of(null)).Should().Be((id, null, null));
    }

    [Fact]
    public async Task Reported_by_several_desks_at_once_it_is_one_outage()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Get<ReportOutage>().ExecuteAsync(new(Guid.CreateVersion7(), Caf), Mediator, Cancellation)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        (await AllAsync()).Should().ContainSingle();
        await DownAsync(Ants);
        (await Queries.OutagesAsync(Mediator, Cancellation)).Outages.Should().HaveCount(2);
    }

    [Fact]
    public async Task Ended_by_several_desks_at_once_it_is_over_and_may_come_back_later()
    {
        var id = await DownAsync();

        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EndAsync(id)))).Should().OnlyContain(o => o.IsDone);
        (await Queries.OutagesAsync(Mediator, Cancellation)).Outages.Should().BeEmpty();
        Clock.Advance(TimeSpan.FromHours(1));
        await DownAsync();
        (await AllAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_end_by_mistake_is_taken_back_unless_it_was_reported_again()
    {
        var id = await DownAsync();
        await EndAsync(id);
        (await EndAsync(id, isBack: true)).IsDone.Should().BeTrue();
        (await Queries.OutagesAsync(Mediator, Cancellation)).Outages.Should().ContainSingle().Which.Since.Should().Be(Now);

        await EndAsync(id);
        await DownAsync();
        (await EndAsync(id, isBack: true)).Refusals[0].Message.Should().Contain("à nouveau");
    }

    [Fact]
    public async Task An_organisation_of_nowhere_is_refused() =>
        (await Get<ReportOutage>().ExecuteAsync(new(Guid.CreateVersion7(), 999_999), Mediator, Cancellation)).Refusals[0].Message.Should().Contain("n’existe plus");

    [Fact]
    public async Task The_desks_are_told_when_it_begins_and_when_it_ends()
    {
        var feed = Get<DeskFeed>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = feed.RunAsync(stop.Token);
        var told = new SemaphoreSlim(0);
        while (!feed.IsConnected)
        {
            await Task.Delay(10, Cancellation);
        }

        using var subscription = feed.Subscribe(DeskFeed.Everywhere, () => told.Release());
        var id = await DownAsync();
        (await told.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).Should().BeTrue();
        await Task.Delay(500, Cancellation);
        await EndAsync(id);
        (await told.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).Should().BeTrue();
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task It_explains_the_requests_about_it_that_failed_meanwhile()
    {
        await LogAsync(Caf, SiteDown);
        Clock.Advance(TimeSpan.FromHours(1));
        var id = await DownAsync();
        Clock.Advance(TimeSpan.FromMinutes(30));
        await LogAsync(Caf, SiteDown);
        await LogAsync(Caf, SiteDown, RequestOutcome.GivenUp);
        await LogAsync(Caf, cause: 1);
        await LogAsync(Ants, SiteDown);
        await EndAsync(id);
        Clock.Advance(TimeSpan.FromMinutes(30));
        await LogAsync(Caf, SiteDown);

        var row = (await Queries.ListAsync(new(IsClosed: true), 1, Mediator, Cancellation)).Rows.Single();

        (row.Subject, row.Site, row.FailedRequests).Should().Be(("CAF", null, 2));
    }

    [Fact]
    public async Task A_house_that_has_renamed_the_cause_keeps_it_and_one_that_has_hidden_it_gets_none()
    {
        await DownAsync();
        await using var db = OpenDb();
        await db.FailureCauses.Where(c => c.Id == SiteDown).ExecuteUpdateAsync(c => c.SetProperty(x => x.Label, "Panne"), Cancellation);
        (await Queries.OutagesAsync(Mediator, Cancellation)).CauseId.Should().Be(SiteDown);
        await db.FailureCauses.Where(c => c.Id == SiteDown).ExecuteUpdateAsync(c => c.SetProperty(x => x.IsActive, false), Cancellation);
        (await Queries.OutagesAsync(Mediator, Cancellation)).CauseId.Should().BeNull();
    }

    private async Task LogAsync(int organisation, int cause, RequestOutcome outcome = RequestOutcome.Impossible)
    {
        var form = QuickVisit();
        form.Requests = [new RequestForm { OrganisationId = organisation, Outcome = outcome, CauseId = cause }];
        (await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();
    }
}
