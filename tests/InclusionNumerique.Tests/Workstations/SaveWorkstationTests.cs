using InclusionNumerique.Workstations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Workstations;

public sealed class SaveWorkstationTests(TestServer server) : WorkstationTest(server)
{
    private SaveWorkstation SaveWorkstation => Get<SaveWorkstation>();

    [Fact]
    public async Task A_new_workstation_is_shown_at_its_site()
    {
        var form = new SaveWorkstation.Form { SiteId = Blosne, Label = " Portable 5 ", Kind = WorkstationKind.Laptop, IsAccessible = true };

        (await SaveWorkstation.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();

        (await ShownAsync()).Cards.Should().ContainEquivalentOf(new { Label = "Portable 5", Kind = WorkstationKind.Laptop, IsAccessible = true });
    }

    [Fact]
    public async Task A_workstation_in_use_is_neither_hidden_nor_moved()
    {
        var form = await FormAsync();
        await SeatAsync(form.Id!.Value);

        form.IsActive = false;
        (await SaveWorkstation.ExecuteAsync(form, Coordinator, Cancellation)).MessageFor("IsActive").Should().Contain("libérez-le");
        (form.IsActive, form.SiteId) = (true, Villejean);
        (await SaveWorkstation.ExecuteAsync(form, Coordinator, Cancellation)).MessageFor("SiteId").Should().Contain("libérez-le");
    }

    [Fact]
    public async Task Hidden_and_taken_at_once_it_is_never_both()
    {
        foreach (var workstation in await AllAsync())
        {
            var form = await FormAsync(workstation.Id);
            form.IsActive = false;

            await Task.WhenAll(SaveWorkstation.ExecuteAsync(form, Coordinator, Cancellation), SeatAsync(workstation.Id));
        }

        await using var db = OpenDb();
        (await db.WorkstationUses.AnyAsync(u => u.EndedAt == null && !u.Workstation!.IsActive, Cancellation)).Should().BeFalse();
    }

    [Fact]
    public async Task The_second_of_two_who_edit_the_same_workstation_is_told()
    {
        var (first, second) = (await FormAsync(), await FormAsync());
        (first.Label, second.Label) = ("Un", "Deux");

        (await SaveWorkstation.ExecuteAsync(first, Coordinator, Cancellation)).IsDone.Should().BeTrue();
        (await SaveWorkstation.ExecuteAsync(second, Coordinator, Cancellation)).MessageFor("Version").Should().NotBeNull();
    }

    [Fact]
    public async Task Two_workstations_of_a_site_never_have_the_same_name()
    {
        var form = await FormAsync();
        form.Label = "Portable 2";

        (await SaveWorkstation.ExecuteAsync(form, Coordinator, Cancellation)).MessageFor("Label").Should().Contain("déjà ce nom");
    }

    [Fact]
    public async Task Each_missing_or_impossible_fact_is_refused_beside_its_field()
    {
        (await SaveWorkstation.ExecuteAsync(new(), Coordinator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Label", "Kind", "SiteId");
        (await SaveWorkstation.ExecuteAsync(new() { SiteId = Blosne, Label = "a\0", Kind = (WorkstationKind)9 }, Coordinator, Cancellation))
            .Refusals.Select(r => r.Field).Should().BeEquivalentTo("Label", "Kind");
        (await SaveWorkstation.ExecuteAsync(new() { SiteId = 999, Label = "a", Kind = WorkstationKind.Fixed }, Coordinator, Cancellation)).IsDone.Should().BeFalse();
        (await SaveWorkstation.ExecuteAsync(new() { Id = 9999, SiteId = Blosne, Label = "a", Kind = WorkstationKind.Fixed }, Coordinator, Cancellation)).IsDone.Should().BeFalse();
    }

    private async Task<SaveWorkstation.Form> FormAsync(int? id = null)
    {
        var row = (await AllAsync()).First(w => id is null || w.Id == id);
        return new() { Id = row.Id, Version = row.Version, SiteId = row.SiteId, Label = row.Label, Kind = row.Kind, IsAccessible = row.IsAccessible, IsActive = row.IsActive };
    }
}
