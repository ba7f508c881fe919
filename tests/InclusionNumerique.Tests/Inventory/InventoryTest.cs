using InclusionNumerique.Access;
using InclusionNumerique.Inventory;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Inventory;

public abstract class InventoryTest(TestServer server) : DatabaseTest(server)
{
    protected static DateOnly Today { get; } = new(2026, 11, 24);

    protected InventoryQueries Queries => Get<InventoryQueries>();

    protected async Task<Guid> AddAsync(string number = "DEMO-1", int siteId = Blosne, EquipmentState state = EquipmentState.InService)
    {
        var form = new SaveEquipment.Form { SiteId = siteId, Kind = EquipmentKind.Laptop, Name = "Portable de prêt", InventoryNumber = number, State = state };
        (await Get<SaveEquipment>().ExecuteAsync(form, Coordinator, Cancellation)).IsDone.Should().BeTrue();
        return form.Id;
    }

    protected Task<Outcome> LendAsync(Guid item, int days = 2, string label = "Billet 12", Guid? id = null, Actor? actor = null) =>
        Get<LendEquipment>().ExecuteAsync(new() { Id = id ?? Guid.CreateVersion7(), EquipmentId = item, Label = label, When = new() { ToDay = Today.AddDays(days) } }, actor ?? Mediator, Cancellation);

    protected Task<Outcome> ReserveAsync(Guid item, int from, int to, TimeOnly? fromTime = null, TimeOnly? toTime = null, Guid? id = null) => Get<LendEquipment>().ExecuteAsync(
        new()
        {
            Id = id ?? Guid.CreateVersion7(), EquipmentId = item, IsReservation = true, BorrowerId = Professional.Id,
            When = new() { FromDay = Today.AddDays(from), ToDay = Today.AddDays(to), FromTime = fromTime, ToTime = toTime },
        },
        Mediator,
        Cancellation);

    protected Task<Outcome> MoveAsync(Guid loan, LoanState to, Actor? actor = null) => Get<MoveLoan>().ExecuteAsync(new(loan, to), actor ?? Mediator, Cancellation);

    protected async Task<List<EquipmentLoan>> LoansAsync()
    {
        await using var db = OpenDb();
        return await db.EquipmentLoans.AsNoTracking().OrderBy(l => l.StartsAt).ThenBy(l => l.Id).ToListAsync(Cancellation);
    }
}
