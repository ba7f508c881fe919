using InclusionNumerique.Workstations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Workstations;

public sealed class FreeWorkstationTests(TestServer server) : WorkstationTest(server)
{
    private FreeWorkstation FreeWorkstation => Get<FreeWorkstation>();

    [Fact]
    public async Task After_the_three_checks_the_workstation_is_free_for_the_next_one()
    {
        var form = await SeatedAsync();

        (await FreeWorkstation.ExecuteAsync(form, Receptionist, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        (await db.WorkstationUses.SingleAsync(Cancellation)).Should().BeEquivalentTo(
            new { EndedAt = (DateTimeOffset?)Now, EndedById = (Guid?)Receptionist.Id, IsSignedOut = true, IsEmptied = true, ArePapersTaken = true, UncheckedReason = (string?)null });
        (await db.AuditEntries.CountAsync(e => e.Action == "FreeWorkstation", Cancellation)).Should().Be(1);
        (await SeatAsync(await FirstAsync())).IsDone.Should().BeTrue();
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    public async Task A_check_left_out_needs_its_reason(bool isSignedOut, bool isEmptied, bool arePapersTaken)
    {
        var form = await SeatedAsync();
        (form.IsSignedOut, form.IsEmptied, form.ArePapersTaken) = (isSignedOut, isEmptied, arePapersTaken);

        (await FreeWorkstation.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("UncheckedReason").Should().NotBeNull();
        form.UncheckedReason = "Poste éteint par la personne";
        (await FreeWorkstation.ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        (await db.WorkstationUses.SingleAsync(Cancellation)).UncheckedReason.Should().Be("Poste éteint par la personne");
    }

    [Fact]
    public async Task A_reason_that_cannot_be_stored_is_refused()
    {
        var form = await SeatedAsync();
        form.IsEmptied = false;

        foreach (var reason in new[] { "a\0b", new string('x', 100_000), "   " })
        {
            form.UncheckedReason = reason;
            (await FreeWorkstation.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("UncheckedReason").Should().NotBeNull();
        }
    }

    [Fact]
    public async Task Freed_by_two_people_at_once_it_is_freed_once()
    {
        var form = await SeatedAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => FreeWorkstation.ExecuteAsync(form, i % 2 == 0 ? Mediator : Receptionist, Cancellation)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(e => e.Action == "FreeWorkstation", Cancellation)).Should().Be(1);
    }

    private async Task<FreeWorkstation.Form> SeatedAsync()
    {
        var use = Guid.CreateVersion7();
        (await SeatAsync(await FirstAsync(), useId: use)).IsDone.Should().BeTrue();
        return new() { UseId = use, IsSignedOut = true, IsEmptied = true, ArePapersTaken = true };
    }
}
