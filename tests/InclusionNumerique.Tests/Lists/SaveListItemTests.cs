using InclusionNumerique.Access;
using InclusionNumerique.Lists;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Lists;

public sealed class SaveListItemTests(TestServer server) : DatabaseTest(server)
{
    private SaveListItem SaveListItem => Get<SaveListItem>();

    [Theory]
    [InlineData(ListKind.Themes, "Theme")]
    [InlineData(ListKind.Organisations, "Organisation")]
    [InlineData(ListKind.Causes, "FailureCause")]
    [InlineData(ListKind.Languages, "Language")]
    [InlineData(ListKind.Districts, "District")]
    public async Task A_new_row_takes_its_rank_and_leaves_a_trace(ListKind list, string recordType)
    {
        var form = New(list, "Libellé Démo", rank: 2);

        (await SaveListItem.ExecuteAsync(form, Coordinator, Cancellation)).IsDone.Should().BeTrue();

        var rows = await RowsAsync(list);
        rows[1].Should().BeEquivalentTo(new { Label = "Libellé Démo", Rank = 2, IsActive = true });
        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { ActorId = Coordinator.Id, Action = "SaveListItem", RecordType = recordType, RecordId = $"{rows[1].Id}" });
    }

    [Fact]
    public async Task A_changed_rank_moves_the_others()
    {
        var before = await RowsAsync(ListKind.Causes);
        var form = FormOf(ListKind.Causes, before[0]);
        form.Rank = 3;

        (await SaveListItem.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();

        (await RowsAsync(ListKind.Causes)).Take(4).Select(r => r.Label).Should().Equal(before[1].Label, before[2].Label, before[0].Label, before[3].Label);
    }

    [Fact]
    public async Task A_rank_beyond_the_end_is_the_end()
    {
        await SaveListItem.ExecuteAsync(New(ListKind.Languages, "Breton", rank: SaveListItem.RankMost), Administrator, Cancellation);

        (await RowsAsync(ListKind.Languages))[^1].Label.Should().Be("Breton");
    }

    [Fact]
    public async Task A_district_keeps_its_site_and_its_priority()
    {
        var form = New(ListKind.Districts, "Quartier Démo");
        (form.SiteId, form.IsPriority) = (Blosne, true);

        await SaveListItem.ExecuteAsync(form, Administrator, Cancellation);

        (await RowsAsync(ListKind.Districts))[0].Should().BeEquivalentTo(new { SiteId = Blosne, Site = "Blosne", IsPriority = true });
    }

    [Fact]
    public async Task A_site_that_does_not_exist_is_refused()
    {
        var form = New(ListKind.Districts, "Quartier Démo");
        form.SiteId = 999_999;

        (await SaveListItem.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeFalse();
    }

    [Theory]
    [InlineData(null, null, "NationalTheme")]
    [InlineData("Inconnu", null, "NationalTheme")]
    [InlineData(NationalLabels.AdministrativeHelp, "Inconnue", "NationalProcedure")]
    public async Task A_theme_has_its_national_labels_to_the_letter(string? theme, string? procedure, string field)
    {
        var form = New(ListKind.Themes, "Thème Démo");
        (form.NationalTheme, form.NationalProcedure) = (theme, procedure);

        (await SaveListItem.ExecuteAsync(form, Administrator, Cancellation)).MessageFor(field).Should().NotBeNull();
    }

    [Fact]
    public async Task Only_administrative_help_has_a_procedure()
    {
        var form = New(ListKind.Themes, "Thème Démo");
        (form.NationalTheme, form.NationalProcedure) = ("E-mail", "Justice");

        (await SaveListItem.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();

        (await RowsAsync(ListKind.Themes))[0].Should().BeEquivalentTo(new { NationalTheme = "E-mail", NationalProcedure = (string?)null });
    }

    [Fact]
    public async Task A_label_in_use_is_refused_beside_its_field()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SaveListItem.ExecuteAsync(New(ListKind.Languages, "Breton", rank: 99), Administrator, Cancellation)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.MessageFor("Label") != null);
    }

    [Fact]
    public async Task The_second_of_two_who_edit_the_same_row_is_told()
    {
        var row = (await RowsAsync(ListKind.Organisations))[0];
        var first = FormOf(ListKind.Organisations, row);
        var second = FormOf(ListKind.Organisations, row);
        (first.Label, second.Label) = ("Une", "Deux");

        (await SaveListItem.ExecuteAsync(first, Administrator, Cancellation)).IsDone.Should().BeTrue();
        (await SaveListItem.ExecuteAsync(second, Coordinator, Cancellation)).MessageFor("Version").Should().Contain("Votre saisie est gardée");
    }

    [Fact]
    public async Task A_hidden_row_is_no_longer_offered()
    {
        var form = FormOf(ListKind.Organisations, (await RowsAsync(ListKind.Organisations)).Single(r => r.Id == Caf));
        form.IsActive = false;

        await SaveListItem.ExecuteAsync(form, Coordinator, Cancellation);

        (await Get<ListQueries>().ChoicesAsync(Mediator, Cancellation)).Organisations.Should().NotContain(o => o.Id == Caf);
    }

    [Fact]
    public async Task Impossible_facts_are_refused_beside_their_fields()
    {
        var outcome = await SaveListItem.ExecuteAsync(New((ListKind)99, new string('x', 100_000), rank: 0), Administrator, Cancellation);

        outcome.Refusals.Select(r => r.Field).Should().BeEquivalentTo("", "Label", "Rank");
    }

    [Fact]
    public async Task Nobody_but_a_coordinator_or_an_administrator_may()
    {
        foreach (var actor in new[] { Mediator, Receptionist, Professional, Observer, Volunteer, Actor.Nobody })
        {
            (await SaveListItem.ExecuteAsync(New(ListKind.Causes, "Démo"), actor, Cancellation)).IsForbidden.Should().BeTrue();
            (await Get<ListQueries>().ItemsAsync(ListKind.Causes, actor, Cancellation)).Should().BeEmpty();
        }
    }

    private static SaveListItem.Form New(ListKind list, string label, int rank = 1) =>
        new() { List = list, Label = label, Rank = rank, NationalTheme = list == ListKind.Themes ? "E-mail" : null };

    private static SaveListItem.Form FormOf(ListKind list, ListItemRow row) =>
        new() { List = list, Id = row.Id, Version = row.Version, Label = row.Label, Rank = row.Rank, IsActive = row.IsActive };

    private Task<IReadOnlyList<ListItemRow>> RowsAsync(ListKind list) => Get<ListQueries>().ItemsAsync(list, Administrator, Cancellation);
}
