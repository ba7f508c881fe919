using InclusionNumerique.Inventory;

namespace InclusionNumerique.Tests.Inventory;

public sealed class SaveEquipmentTests(TestServer server) : InventoryTest(server)
{
    private SaveEquipment SaveEquipment => Get<SaveEquipment>();

    [Fact]
    public async Task A_thing_is_in_the_inventory_of_its_site_under_its_number()
    {
        var form = new SaveEquipment.Form { SiteId = Blosne, Kind = EquipmentKind.Tablet, Name = " Tablette 3 ", InventoryNumber = " demo-7 ", Note = " Coque fendue " };

        (await SaveEquipment.ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();

        (await Queries.ListAsync(new(), 1, Mediator, Cancellation)).Rows.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Site = "Blosne", Kind = EquipmentKind.Tablet, Name = "Tablette 3", InventoryNumber = "DEMO-7", State = EquipmentState.InService, Note = "Coque fendue", LentUntil = (DateTimeOffset?)null });
    }

    [Fact]
    public async Task Two_things_never_have_the_same_number_and_one_sent_twice_is_one()
    {
        var forms = Enumerable.Range(0, 4).Select(_ => new SaveEquipment.Form { SiteId = Blosne, Kind = EquipmentKind.Other, Name = "Souris", InventoryNumber = "DEMO-1" }).ToList();

        var outcomes = await Task.WhenAll(forms.Select(f => SaveEquipment.ExecuteAsync(f, Mediator, Cancellation)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.MessageFor("InventoryNumber")!.Contains("déjà pris"));
        var stored = forms[Array.FindIndex(outcomes, o => o.IsDone)];
        (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SaveEquipment.ExecuteAsync(stored, Mediator, Cancellation)))).Should().OnlyContain(o => o.IsDone);
    }

    [Fact]
    public async Task The_second_of_two_who_change_it_is_told()
    {
        var id = await AddAsync();
        var row = (await Queries.ListAsync(new(), 1, Mediator, Cancellation)).Rows.Single();
        SaveEquipment.Form Form(EquipmentState state) => new() { Id = id, Version = row.Version, SiteId = Blosne, Kind = EquipmentKind.Laptop, Name = "Portable", InventoryNumber = "DEMO-1", State = state };

        (await SaveEquipment.ExecuteAsync(Form(EquipmentState.Down), Mediator, Cancellation)).IsDone.Should().BeTrue();
        (await SaveEquipment.ExecuteAsync(Form(EquipmentState.Lost), Coordinator, Cancellation)).MessageFor("Version").Should().NotBeNull();
    }

    [Fact]
    public async Task Retired_ones_are_listed_when_asked_for()
    {
        await AddAsync("DEMO-1", state: EquipmentState.Retired);
        await AddAsync("DEMO-2", AimeCesaire);
        await AddAsync("DEMO-3", Villejean);

        (await Queries.ListAsync(new(), 1, Mediator, Cancellation)).Rows.Select(r => r.InventoryNumber).Should().Equal("DEMO-2");
        (await Queries.ListAsync(new(State: EquipmentState.Retired), 1, Mediator, Cancellation)).Rows.Should().ContainSingle();
        (await Queries.ListAsync(new(SiteId: Villejean), 1, Coordinator, Cancellation)).Rows.Should().ContainSingle();
        (await Queries.ChoicesAsync(Blosne, Mediator, Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task Each_missing_or_impossible_fact_is_refused_beside_its_field()
    {
        (await SaveEquipment.ExecuteAsync(new(), Mediator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("SiteId", "Kind", "Name", "InventoryNumber");
        (await SaveEquipment.ExecuteAsync(new() { SiteId = Blosne, Kind = (EquipmentKind)99, State = 0, Name = "a\0", InventoryNumber = new('x', 31), Note = new('x', 201) }, Mediator, Cancellation))
            .Refusals.Select(r => r.Field).Should().BeEquivalentTo("Kind", "State", "Name", "InventoryNumber", "Note");
        (await SaveEquipment.ExecuteAsync(new() { SiteId = Villejean, Kind = EquipmentKind.Other, Name = "a", InventoryNumber = "b" }, Mediator, Cancellation)).IsForbidden.Should().BeTrue();
        (await SaveEquipment.ExecuteAsync(new() { SiteId = Blosne, Kind = EquipmentKind.Other, Name = "a", InventoryNumber = "b", Version = 1 }, Mediator, Cancellation)).IsDone.Should().BeFalse();
    }
}
