using InclusionNumerique.Access;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Staff;

public sealed class CreateFirstAdministratorTests(TestServer server) : DatabaseTest(server)
{
    private CreateFirstAdministrator Create => Get<CreateFirstAdministrator>();

    [Fact]
    public async Task The_first_administrator_can_administer()
    {
        var form = Form("premiere@exemple.invalid");

        (await Create.ExecuteAsync(form, Cancellation)).IsDone.Should().BeTrue();

        (await Get<ActorLoader>().LoadAsync(form.Id, Cancellation)).May("SaveAccount").Should().BeTrue();
        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { ActorId = form.Id, Action = "CreateFirstAdministrator", RecordId = form.Id.ToString() });
    }

    [Fact]
    public async Task Two_first_administrators_at_once_make_one()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Create.ExecuteAsync(Form($"numero{i}@exemple.invalid"), Cancellation)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        await using var db = OpenDb();
        (await db.Users.Administrators().CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task There_is_no_second_first_administrator()
    {
        await Create.ExecuteAsync(Form("premiere@exemple.invalid"), Cancellation);

        (await Create.ExecuteAsync(Form("seconde@exemple.invalid"), Cancellation)).MessageFor("").Should().Contain("existe déjà");
    }

    [Fact]
    public async Task Each_missing_fact_is_refused_beside_its_field()
    {
        var outcome = await Create.ExecuteAsync(new CreateFirstAdministrator.Form { Password = "x" }, Cancellation);

        outcome.Refusals.Select(r => r.Field).Should().BeEquivalentTo("Name", "Email", "Password", "PasswordAgain");
    }

    [Fact]
    public async Task An_address_in_use_is_refused_beside_its_field() =>
        (await Create.ExecuteAsync(Form("mediatrice1@demo.invalid"), Cancellation)).MessageFor("Email").Should().Contain("déjà cette adresse");

    private static CreateFirstAdministrator.Form Form(string email) =>
        new() { Name = "Camille Exemple", Email = email, Password = "tasse orange volcan piano", PasswordAgain = "tasse orange volcan piano" };
}
