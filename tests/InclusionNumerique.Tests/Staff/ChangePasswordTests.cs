using InclusionNumerique.Access;
using InclusionNumerique.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Staff;

public sealed class ChangePasswordTests(TestServer server) : DatabaseTest(server)
{
    private const string Old = "tasse orange volcan piano";
    private const string New = "lampe grenier tambour huile";

    [Fact]
    public async Task The_new_password_takes_the_place_of_the_old_one_and_ends_sessions()
    {
        var stamp = (await AccountWithPasswordAsync()).SecurityStamp;

        (await ChangeAsync(Old, New, New)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        var account = await db.Users.SingleAsync(p => p.Id == Mediator.Id, Cancellation);
        Get<IPasswordHasher<Professional>>().VerifyHashedPassword(account, account.PasswordHash!, New).Should().Be(PasswordVerificationResult.Success);
        account.SecurityStamp.Should().NotBe(stamp);
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { ActorId = Mediator.Id, Action = "ChangePassword", RecordId = Mediator.Id.ToString() });
    }

    [Theory]
    [InlineData("autre chose", New, New, "Current")]
    [InlineData(null, New, New, "Current")]
    [InlineData(Old, "court", "court", "Password")]
    [InlineData(Old, New, Old, "PasswordAgain")]
    public async Task A_refusal_stands_beside_its_field_and_changes_nothing(string? current, string password, string again, string field)
    {
        var before = (await AccountWithPasswordAsync()).PasswordHash;

        (await ChangeAsync(current, password, again)).MessageFor(field).Should().NotBeNull();

        await using var db = OpenDb();
        (await db.Users.Where(p => p.Id == Mediator.Id).Select(p => p.PasswordHash).SingleAsync(Cancellation)).Should().Be(before);
    }

    [Fact]
    public async Task An_account_without_password_is_told_how_to_get_one() => (await ChangeAsync("", New, New)).MessageFor("").Should().Contain("lien d’accès");

    [Fact]
    public async Task Nobody_signed_in_may_not() =>
        (await Get<ChangePassword>().ExecuteAsync(new ChangePassword.Form(), Actor.Nobody, Cancellation)).IsForbidden.Should().BeTrue();

    private Task<Outcome> ChangeAsync(string? current, string password, string again) =>
        Get<ChangePassword>().ExecuteAsync(new ChangePassword.Form { Current = current, Password = password, PasswordAgain = again }, Mediator, Cancellation);

    private async Task<Professional> AccountWithPasswordAsync()
    {
        await using var db = OpenDb();
        var account = await db.Users.SingleAsync(p => p.Id == Mediator.Id, Cancellation);
        account.PasswordHash = Get<IPasswordHasher<Professional>>().HashPassword(account, Old);
        await db.SaveChangesAsync(Cancellation);
        return account;
    }
}
