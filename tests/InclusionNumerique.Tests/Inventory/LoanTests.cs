using InclusionNumerique.Inventory;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Inventory;

public sealed class LoanTests(TestServer server) : InventoryTest(server)
{
    [Fact]
    public async Task A_thing_is_lent_from_now_until_the_evening_of_its_last_day()
    {
        var item = await AddAsync();

        (await LendAsync(item)).IsDone.Should().BeTrue();

        (await LoansAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { EquipmentId = item, State = LoanState.Lent, StartsAt = Now, EndsAt = ParisTime.StartOf(Today.AddDays(3)), Label = "Billet 12", BorrowerId = (Guid?)null, CreatedById = Mediator.Id });
        (await Queries.ListAsync(new(), 1, Mediator, Cancellation)).Rows[0].LentUntil.Should().Be(ParisTime.StartOf(Today.AddDays(3)));
    }

    [Fact]
    public async Task Lent_by_several_at_once_it_goes_to_one()
    {
        var item = await AddAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => LendAsync(item)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.Refusals[0].Message.Contains("pas encore revenu") || o.Refusals[0].Message.Contains("Déjà prêté"));
        (await LoansAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Reserved_by_several_at_once_for_periods_that_meet_it_is_kept_once()
    {
        var item = await AddAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ReserveAsync(item, 1, 2 + i)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.MessageFor("FromDay")!.Contains("Déjà réservé"));
    }

    [Fact]
    public async Task Two_half_days_do_not_meet_and_a_loan_stops_before_a_reservation()
    {
        var item = await AddAsync();
        (await ReserveAsync(item, 3, 3, new(9, 0), new(12, 0))).IsDone.Should().BeTrue();
        (await ReserveAsync(item, 3, 3, new(12, 0), new(17, 0))).IsDone.Should().BeTrue();

        (await LendAsync(item, days: 3)).MessageFor("FromDay").Should().Contain("Déjà réservé");
        (await LendAsync(item, days: 2)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Sent_twice_it_is_lent_once()
    {
        var (item, id) = (await AddAsync(), Guid.CreateVersion7());

        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LendAsync(item, id: id)))).Should().OnlyContain(o => o.IsDone);
        (await LoansAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task What_is_late_is_still_out_and_comes_first()
    {
        var (late, other) = (await AddAsync(), await AddAsync("DEMO-2"));
        await LendAsync(late, days: 0, label: "Billet 1");
        await LendAsync(other, days: 1, label: "Billet 2");
        await ReserveAsync(other, 5, 6);
        Clock.Advance(TimeSpan.FromHours(20));

        (await LendAsync(late, days: 4)).Refusals[0].Message.Should().Contain("pas encore revenu");
        (await Queries.LoansAsync(null, Mediator, Cancellation)).Select(r => (r.Borrower, r.State, r.IsOverdue)).Should().Equal(
            ("Billet 1", LoanState.Lent, true), ("Billet 2", LoanState.Lent, false), ("Travailleuse Sociale Démo", LoanState.Reserved, false));
        (await Queries.LoansAsync(AimeCesaire, Mediator, Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_reservation_is_handed_out_and_comes_back_each_with_its_way_back()
    {
        var (item, id) = (await AddAsync(), Guid.CreateVersion7());
        await ReserveAsync(item, 1, 2, id: id);

        (await MoveAsync(id, LoanState.Returned)).IsDone.Should().BeFalse("it was never handed out");
        (await MoveAsync(id, LoanState.Lent)).IsDone.Should().BeTrue();
        (await LoansAsync())[0].StartsAt.Should().Be(Now, "it is out from now on");
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MoveAsync(id, LoanState.Returned)))).Should().OnlyContain(o => o.IsDone);
        (await LoansAsync())[0].Should().BeEquivalentTo(new { State = LoanState.Returned, ReturnedAt = (DateTimeOffset?)Now });
        (await MoveAsync(id, LoanState.Lent)).IsDone.Should().BeTrue();
        (await MoveAsync(id, LoanState.Returned)).IsDone.Should().BeTrue();
        (await LendAsync(item)).IsDone.Should().BeTrue("it is free again");
        (await MoveAsync(id, LoanState.Lent)).IsDone.Should().BeFalse("somebody else has it by now");
    }

    [Fact]
    public async Task A_reservation_given_up_makes_room_and_a_past_one_is_not_handed_out()
    {
        var (item, id) = (await AddAsync(), Guid.CreateVersion7());
        await ReserveAsync(item, 1, 2, id: id);
        (await MoveAsync(id, LoanState.Cancelled)).IsDone.Should().BeTrue();
        (await ReserveAsync(item, 2, 3)).IsDone.Should().BeTrue();
        (await MoveAsync(id, LoanState.Reserved)).MessageFor("FromDay").Should().Contain("Déjà réservé");

        Clock.Advance(TimeSpan.FromDays(9));
        var past = (await LoansAsync()).Single(l => l.State == LoanState.Reserved);
        (await MoveAsync(past.Id, LoanState.Lent)).Refusals[0].Message.Should().Contain("passée");
    }

    [Fact]
    public async Task What_does_not_work_is_not_lent()
    {
        foreach (var (index, state) in new[] { EquipmentState.Down, EquipmentState.InRepair, EquipmentState.Lost, EquipmentState.Retired }.Index())
        {
            (await LendAsync(await AddAsync($"DEMO-{index}", state: state))).Refusals[0].Message.Should().Contain("pas en service");
        }
    }

    [Fact]
    public async Task A_file_is_named_by_its_code_by_whoever_sees_it_and_its_erasure_leaves_a_loan_of_nobody()
    {
        var file = Guid.CreateVersion7();
        await using var db = OpenDb();
        db.Visitors.Add(new Visitor { Id = file, SiteId = Blosne, InstitutionId = 1, Name = "Usager Démo", Code = "BCD-123", ConsentVersion = 1, ConsentAt = Now, ConsentById = Mediator.Id, CreatedAt = Now });
        await db.SaveChangesAsync(Cancellation);
        LendEquipment.Form Form(Guid item) => new() { EquipmentId = item, FileCode = " bcd-123 ", When = new() { ToDay = Today } };
        var (first, second) = (await AddAsync(), await AddAsync("DEMO-2", 1));

        (await Get<LendEquipment>().ExecuteAsync(Form(first), Mediator, Cancellation)).IsDone.Should().BeTrue();
        (await Queries.LoansAsync(null, Mediator, Cancellation))[0].Borrower.Should().Be("Dossier BCD-123");
        (await Get<LendEquipment>().ExecuteAsync(Form(second), Coordinator, Cancellation)).MessageFor("FileCode").Should().Contain("ne le voyez pas");

        await db.Visitors.Where(v => v.Id == file).ExecuteDeleteAsync(Cancellation);
        (await Queries.LoansAsync(null, Mediator, Cancellation))[0].Borrower.Should().BeNull();
    }

    [Fact]
    public async Task Each_missing_or_impossible_fact_is_refused_beside_its_field()
    {
        var item = await AddAsync();
        Task<Outcome> TryAsync(LendEquipment.Form form) => Get<LendEquipment>().ExecuteAsync(form, Mediator, Cancellation);

        (await TryAsync(new() { EquipmentId = item })).Refusals.Select(r => r.Field).Should().BeEquivalentTo("FromDay", "BorrowerId");
        (await TryAsync(new() { EquipmentId = item, Label = "a", FileCode = "b", When = new() { ToDay = Today } })).MessageFor("BorrowerId").Should().NotBeNull();
        (await TryAsync(new() { EquipmentId = item, Label = new('x', 41), When = new() { ToDay = Today } })).MessageFor("Label").Should().NotBeNull();
        (await TryAsync(new() { EquipmentId = item, Label = "a\0", When = new() { ToDay = Today } })).MessageFor("Label").Should().NotBeNull();
        (await TryAsync(new() { EquipmentId = item, Label = "a", When = new() { ToDay = Today, ToTime = new(8, 0) } })).MessageFor("ToTime").Should().NotBeNull();
        (await TryAsync(new() { EquipmentId = item, Label = "a", When = new() { ToDay = Today.AddDays(-1) } })).IsDone.Should().BeFalse();
        (await TryAsync(new() { EquipmentId = item, BorrowerId = Guid.CreateVersion7(), When = new() { ToDay = Today } })).Refusals[0].Message.Should().Contain("n’existe plus");
        (await TryAsync(new() { EquipmentId = Guid.CreateVersion7() })).IsDone.Should().BeFalse();
        (await LoansAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_slip_says_what_to_whom_and_until_when_to_whoever_works_there()
    {
        var (item, id) = (await AddAsync(), Guid.CreateVersion7());
        await LendAsync(item, id: id);

        var slip = (await Queries.SlipAsync(id, Receptionist, Cancellation))!;

        (slip.Loan.Equipment, slip.Loan.InventoryNumber, slip.Loan.Borrower, slip.SiteName, slip.LentBy).Should().Be(("Portable de prêt", "DEMO-1", "Billet 12", "ESC Blosne", "Médiatrice Démo Un"));
        (await Queries.SlipAsync(Guid.CreateVersion7(), Receptionist, Cancellation)).Should().BeNull();
        (await Queries.BorrowersAsync(Blosne, Mediator, Cancellation)).Select(b => b.Name).Should().Contain("Travailleuse Sociale Démo").And.NotContain("Médiateur Démo Deux");
    }
}
