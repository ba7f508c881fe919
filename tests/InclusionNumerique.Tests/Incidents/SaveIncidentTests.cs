using InclusionNumerique.Incidents;

namespace InclusionNumerique.Tests.Incidents;

public sealed class SaveIncidentTests(TestServer server) : IncidentTest(server)
{
    private SaveIncident SaveIncident => Get<SaveIncident>();

    [Fact]
    public async Task What_where_and_since_when_is_enough()
    {
        await ReportAsync(IncidentKind.Network, new(9, 0), isBlocking: true, actor: Receptionist);

        (await AllAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            SiteId = (int?)Blosne, Kind = IncidentKind.Network, StartedAt = Now.AddMinutes(-90), IsBlocking = true, ToldTo = ToldTo.Nobody, EndedAt = (DateTimeOffset?)null, ReportedById = Receptionist.Id, ReportedAt = Now,
        });
    }

    [Fact]
    public async Task Sent_twice_it_is_reported_once()
    {
        var form = new SaveIncident.Form { SiteId = Blosne, Kind = IncidentKind.Other };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SaveIncident.ExecuteAsync(form, Mediator, Cancellation)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        (await AllAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task The_second_of_two_who_change_it_is_told()
    {
        await ReportAsync();
        var row = (await AllAsync())[0];
        SaveIncident.Form Form(string note) => new() { Id = row.Id, Version = row.Version, SiteId = Blosne, Kind = IncidentKind.Printer, Note = note };

        (await SaveIncident.ExecuteAsync(Form("Bac 2"), Mediator, Cancellation)).IsDone.Should().BeTrue();
        (await SaveIncident.ExecuteAsync(Form("Bac 3"), Receptionist, Cancellation)).MessageFor("Version").Should().NotBeNull();
        (await AllAsync())[0].Should().BeEquivalentTo(new { Note = "Bac 2", StartedAt = Now });
    }

    [Fact]
    public async Task Each_missing_or_impossible_fact_is_refused_beside_its_field()
    {
        (await SaveIncident.ExecuteAsync(new(), Mediator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("SiteId", "Kind");
        (await SaveIncident.ExecuteAsync(new() { SiteId = Blosne, Kind = IncidentKind.PublicWebsite, Day = Today, Note = "a\0" }, Mediator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Kind", "Time", "Note");
        (await SaveIncident.ExecuteAsync(new() { SiteId = Blosne, Kind = (IncidentKind)99, Day = Today, Time = new(23, 0), ToldTo = 0 }, Mediator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Kind", "Day", "ToldTo");
        (await SaveIncident.ExecuteAsync(new() { SiteId = Blosne, Kind = IncidentKind.Other, EquipmentId = Guid.CreateVersion7() }, Mediator, Cancellation)).MessageFor("EquipmentId").Should().NotBeNull();
        (await SaveIncident.ExecuteAsync(new() { SiteId = Villejean, Kind = IncidentKind.Other }, Mediator, Cancellation)).IsForbidden.Should().BeTrue();
        (await SaveIncident.ExecuteAsync(new() { SiteId = Blosne, Kind = IncidentKind.Other, Version = 1 }, Mediator, Cancellation)).Refusals[0].Message.Should().Contain("n’existe plus");
        (await AllAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Solved_it_says_by_whom_when_and_what_it_cost_and_opens_again()
    {
        var id = await ReportAsync(time: new(9, 0));

        (await SolveAsync(id, by: null)).MessageFor("By").Should().NotBeNull();
        (await SolveAsync(id, new(8, 0))).MessageFor("Time").Should().Contain("après le début");
        (await SolveAsync(id, new(12, 0))).MessageFor("Time").Should().NotBeNull();
        (await SolveAsync(id, lost: -1)).MessageFor("MinutesLost").Should().NotBeNull();
        (await SolveAsync(id, new(10, 0), lost: 20)).IsDone.Should().BeTrue();
        (await AllAsync())[0].Should().BeEquivalentTo(new { EndedAt = (DateTimeOffset?)Now.AddMinutes(-30), SolvedBy = (SolvedBy?)SolvedBy.ItDepartment, MinutesLost = (int?)20 });

        (await Get<SolveIncident>().ExecuteAsync(new() { Id = id, IsReopened = true }, Receptionist, Cancellation)).IsDone.Should().BeTrue();
        (await AllAsync())[0].Should().BeEquivalentTo(new { EndedAt = (DateTimeOffset?)null, SolvedBy = (SolvedBy?)null, MinutesLost = (int?)null });
    }

    [Fact]
    public async Task Its_reporter_and_the_coordinator_alone_take_it_back()
    {
        var (first, second) = (await ReportAsync(), await ReportAsync());

        (await Get<RemoveIncident>().ExecuteAsync(new(first), Receptionist, Cancellation)).IsForbidden.Should().BeTrue();
        (await Get<RemoveIncident>().ExecuteAsync(new(first), Mediator, Cancellation)).IsDone.Should().BeTrue();
        (await Get<RemoveIncident>().ExecuteAsync(new(second), Coordinator, Cancellation)).IsDone.Should().BeTrue();
        (await AllAsync()).Should().BeEmpty();
    }
}
