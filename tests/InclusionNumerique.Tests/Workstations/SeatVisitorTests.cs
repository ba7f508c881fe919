using InclusionNumerique.Visits;
using InclusionNumerique.Workstations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Workstations;

public sealed class SeatVisitorTests(TestServer server) : WorkstationTest(server)
{
    [Fact]
    public async Task A_number_that_waits_sits_down_and_leaves_its_trace()
    {
        var (workstation, visit, use) = (await FirstAsync(), await VisitAsync(12), Guid.CreateVersion7());

        (await SeatAsync(workstation, visit, use, Receptionist)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        (await db.WorkstationUses.SingleAsync(Cancellation)).Should().BeEquivalentTo(
            new { Id = use, WorkstationId = workstation, VisitId = (Guid?)visit, StartedAt = Now, StartedById = Receptionist.Id, EndedAt = (DateTimeOffset?)null });
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "SeatVisitor", RecordId = $"{use}", SiteId = (int?)Blosne });
    }

    [Fact]
    public async Task Two_people_who_seat_at_the_same_workstation_at_once_one_is_told()
    {
        var workstation = await FirstAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => SeatAsync(workstation, actor: i % 2 == 0 ? Mediator : Receptionist)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.Refusals[0].Message.StartsWith("Ce poste vient d’être pris"));
        await using var db = OpenDb();
        (await db.WorkstationUses.CountAsync(Cancellation)).Should().Be(1);
        (await db.AuditEntries.CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task One_number_seated_at_two_workstations_at_once_sits_at_one()
    {
        var (workstations, visit) = (await AllAsync(), await VisitAsync(12));

        var outcomes = await Task.WhenAll(workstations.Select(w => SeatAsync(w.Id, visit)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.MessageFor("VisitId")!.StartsWith("Ce numéro est déjà installé"));
    }

    [Fact]
    public async Task Sent_twice_one_person_sits_down()
    {
        var (workstation, use) = (await FirstAsync(), Guid.CreateVersion7());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SeatAsync(workstation, useId: use)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task A_hidden_workstation_takes_nobody()
    {
        var workstation = await FirstAsync();
        await using (var db = OpenDb())
        {
            await db.Workstations.Where(w => w.Id == workstation).ExecuteUpdateAsync(w => w.SetProperty(x => x.IsActive, false), Cancellation);
        }

        (await SeatAsync(workstation)).Refusals[0].Message.Should().Contain("n’est plus proposé");
    }

    [Theory]
    [InlineData(VisitState.Waiting, true)]
    [InlineData(VisitState.Called, true)]
    [InlineData(VisitState.InSession, true)]
    [InlineData(VisitState.Paused, true)]
    [InlineData(VisitState.SentElsewhere, true)]
    [InlineData(VisitState.Seen, false)]
    [InlineData(VisitState.LeftUnseen, false)]
    [InlineData(VisitState.NoAnswer, false)]
    [InlineData(VisitState.ClosedAutomatically, false)]
    public async Task Only_a_person_who_is_there_sits_down(VisitState state, bool isDone) =>
        (await SeatAsync(await FirstAsync(), await VisitAsync(3, state))).IsDone.Should().Be(isDone);

    [Fact]
    public async Task A_number_of_another_site_of_yesterday_or_of_nowhere_is_refused()
    {
        var workstation = await FirstAsync();

        foreach (var visit in new[] { await VisitAsync(1, siteId: AimeCesaire), await VisitAsync(2, daysAgo: 1), await VisitAsync(null), Guid.CreateVersion7() })
        {
            (await SeatAsync(workstation, visit)).MessageFor("VisitId").Should().NotBeNull();
        }
    }

    [Fact]
    public async Task Nobody_sits_at_a_workstation_of_nowhere() => (await SeatAsync(int.MaxValue)).IsDone.Should().BeFalse();
}
