using InclusionNumerique.Access;
using InclusionNumerique.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Staff;

public sealed class InvitationTests(TestServer server) : DatabaseTest(server)
{
    private const string Phrase = "tasse orange volcan piano";

    [Fact]
    public async Task An_invited_person_chooses_a_password_that_signs_in()
    {
        var token = await InviteAsync();

        (await AcceptAsync(token)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        var account = await db.Users.SingleAsync(p => p.Id == Mediator.Id, Cancellation);
        Get<IPasswordHasher<Professional>>().VerifyHashedPassword(account, account.PasswordHash!, Phrase).Should().Be(PasswordVerificationResult.Success);
        account.InvitationHash.Should().BeNull();
        (await db.AuditEntries.OrderBy(e => e.Id).Select(e => new { e.Action, e.ActorId, e.RecordId }).ToListAsync(Cancellation)).Should().BeEquivalentTo([
            new { Action = "InviteAccount", ActorId = Administrator.Id, RecordId = Mediator.Id.ToString() },
            new { Action = "AcceptInvitation", ActorId = Mediator.Id, RecordId = Mediator.Id.ToString() },
        ]);
    }

    [Fact]
    public async Task The_database_never_holds_the_token()
    {
        var token = await InviteAsync();

        await using var db = OpenDb();
        var account = await db.Users.SingleAsync(p => p.Id == Mediator.Id, Cancellation);
        account.InvitationHash.Should().HaveCount(32).And.NotEqual(System.Buffers.Text.Base64Url.DecodeFromChars(token));
    }

    [Fact]
    public async Task A_link_serves_once_even_when_used_many_times_at_once()
    {
        var token = await InviteAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AcceptAsync(token)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        (await AcceptAsync(token)).MessageFor("Token").Should().Contain("déjà servi");
    }

    [Fact]
    public async Task A_link_ends_after_seven_days()
    {
        var token = await InviteAsync();

        Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        (await Get<AcceptInvitation>().PersonAsync(token, Cancellation)).Should().NotBeNull();
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await AcceptAsync(token)).MessageFor("Token").Should().NotBeNull();
    }

    [Fact]
    public async Task A_new_link_ends_the_one_before()
    {
        var old = await InviteAsync();
        var recent = await InviteAsync();

        (await AcceptAsync(old)).IsDone.Should().BeFalse();
        (await AcceptAsync(recent)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_opened_with_the_old_one()
    {
        await AcceptAsync(await InviteAsync());
        await using var db = OpenDb();
        var before = await db.Users.Where(p => p.Id == Mediator.Id).Select(p => p.SecurityStamp).SingleAsync(Cancellation);

        await AcceptAsync(await InviteAsync());

        (await db.Users.Where(p => p.Id == Mediator.Id).Select(p => p.SecurityStamp).SingleAsync(Cancellation)).Should().NotBe(before);
    }

    [Theory]
    [InlineData("court", "court", "Password")]
    [InlineData(Phrase, "autre chose", "PasswordAgain")]
    [InlineData(null, null, "Password")]
    public async Task A_refused_password_leaves_the_link_open(string? password, string? again, string field)
    {
        var token = await InviteAsync();

        var outcome = await Get<AcceptInvitation>().ExecuteAsync(new AcceptInvitation.Form { Token = token, Password = password, PasswordAgain = again }, Cancellation);

        outcome.MessageFor(field).Should().NotBeNull();
        (await AcceptAsync(token)).IsDone.Should().BeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("n’importe quoi")]
    [InlineData("AAAA\0AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_that_nobody_made_opens_nothing(string? token)
    {
        (await AcceptAsync(token)).MessageFor("Token").Should().NotBeNull();
        (await AcceptAsync(new string('A', 100_000))).MessageFor("Token").Should().NotBeNull();
    }

    [Fact]
    public async Task A_disabled_account_is_not_invited()
    {
        await using (var db = OpenDb())
        {
            await db.Users.Where(p => p.Id == Mediator.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, Now), Cancellation);
        }

        var outcome = await Get<InviteAccount>().ExecuteAsync(new InviteAccount.Form(Mediator.Id, InvitationToken.New()), Administrator, Cancellation);

        outcome.MessageFor("").Should().Contain("désactivé");
    }

    [Fact]
    public async Task Nobody_but_an_administrator_may_invite()
    {
        foreach (var actor in new[] { Mediator, Receptionist, Professional, Coordinator, Observer, Volunteer, Actor.Nobody })
        {
            (await Get<InviteAccount>().ExecuteAsync(new InviteAccount.Form(Mediator.Id, InvitationToken.New()), actor, Cancellation)).IsForbidden.Should().BeTrue();
        }
    }

    private async Task<string> InviteAsync()
    {
        var token = InvitationToken.New();
        (await Get<InviteAccount>().ExecuteAsync(new InviteAccount.Form(Mediator.Id, token), Administrator, Cancellation)).IsDone.Should().BeTrue();
        return token;
    }

    private Task<Outcome> AcceptAsync(string? token) =>
        Get<AcceptInvitation>().ExecuteAsync(new AcceptInvitation.Form { Token = token, Password = Phrase, PasswordAgain = Phrase }, Cancellation);
}
