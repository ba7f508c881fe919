using InclusionNumerique.Access;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Sites;

public sealed class SaveInstitutionTests(TestServer server) : DatabaseTest(server)
{
    private SaveInstitution SaveInstitution => Get<SaveInstitution>();

    [Fact]
    public async Task A_new_institution_is_stored_with_its_trace()
    {
        (await SaveInstitution.ExecuteAsync(New(), Administrator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        var institution = await db.Institutions.SingleAsync(i => i.Name == "Association Démo", Cancellation);
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "SaveInstitution", RecordType = "Institution", RecordId = $"{institution.Id}" });
    }

    [Fact]
    public async Task A_name_in_use_is_refused_beside_its_field()
    {
        await SaveInstitution.ExecuteAsync(New(), Administrator, Cancellation);

        (await SaveInstitution.ExecuteAsync(New(), Administrator, Cancellation)).MessageFor("Name").Should().Contain("déjà ce nom");
    }

    [Fact]
    public async Task The_second_of_two_who_edit_the_same_institution_is_told()
    {
        var row = (await Get<SiteQueries>().InstitutionsAsync(Administrator, Cancellation))[0];
        SaveInstitution.Form Form(string name) => new() { Id = row.Id, Version = row.Version, Name = name, ShortName = row.ShortName };

        (await SaveInstitution.ExecuteAsync(Form("Une"), Administrator, Cancellation)).IsDone.Should().BeTrue();
        (await SaveInstitution.ExecuteAsync(Form("Deux"), Administrator, Cancellation)).MessageFor("Version").Should().NotBeNull();
    }

    [Fact]
    public async Task Missing_names_are_refused_beside_their_fields() =>
        (await SaveInstitution.ExecuteAsync(new SaveInstitution.Form { Name = " " }, Administrator, Cancellation)).Refusals.Select(r => r.Field).Should().Equal("Name", "ShortName");

    [Fact]
    public async Task Nobody_but_an_administrator_may()
    {
        foreach (var actor in new[] { Mediator, Receptionist, Professional, Coordinator, Observer, Volunteer, Actor.Nobody })
        {
            (await SaveInstitution.ExecuteAsync(New(), actor, Cancellation)).IsForbidden.Should().BeTrue();
            (await Get<SiteQueries>().InstitutionsAsync(actor, Cancellation)).Should().BeEmpty();
        }
    }

    private static SaveInstitution.Form New() => new() { Name = "Association Démo", ShortName = "Démo" };
}
