using InclusionNumerique.Messages;
using InclusionNumerique.Surveys;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Surveys;

public sealed class SurveyInvitationTests(TestServer server) : SurveyTest(server)
{
    [Fact]
    public async Task Addresses_come_as_people_paste_them_and_each_is_invited_once()
    {
        var (id, _) = await OpenSurveyAsync();

        var first = await InviteAsync(id, "a@essai.invalid, B@Essai.invalid;\r\nc@essai.invalid\ta@essai.invalid\n\n");
        var second = await InviteAsync(id, "b@essai.invalid\nd@essai.invalid");

        Done(first.Outcome);
        (first.Invited, first.Known, second.Invited, second.Known).Should().Be((3, 0, 1, 1));
        await using var db = OpenDb();
        (await db.Messages.Where(m => m.SurveyInvitationId != null).Select(m => m.Address).ToListAsync(Cancellation)).Should().BeEquivalentTo("a@essai.invalid", "b@essai.invalid", "c@essai.invalid", "d@essai.invalid");
        (await db.Messages.Select(m => m.Body).FirstAsync(Cancellation)).Should().NotContain("/q/", "the secret is made when the e-mail goes");
    }

    [Theory]
    [InlineData("a@essai.invalid\npas une adresse")]
    [InlineData("a@essai.invalid\0")]
    [InlineData("")]
    public async Task One_wrong_address_and_nobody_is_invited(string addresses)
    {
        var (id, _) = await OpenSurveyAsync();

        (await InviteAsync(id, addresses)).Outcome.MessageFor("Addresses").Should().NotBeNull();

        await using var db = OpenDb();
        (await db.SurveyInvitations.AnyAsync(Cancellation)).Should().BeFalse();
    }

    [Fact]
    public async Task Accounts_are_invited_with_the_institution_they_belong_to()
    {
        var (id, _) = await OpenSurveyAsync();
        await using var db = OpenDb();
        var accounts = await db.Users.Where(p => p.DisabledAt == null && p.Email != null).Select(p => new { p.Email, p.InstitutionId }).ToListAsync(Cancellation);

        var done = await Get<InviteToSurvey>().ExecuteAsync(new() { SurveyId = id, WithAccounts = true, Audience = SurveyAudience.Professional }, Coordinator, Cancellation);

        done.Invited.Should().Be(accounts.Count).And.BePositive();
        (await db.SurveyInvitations.Select(i => new { i.Email, i.InstitutionId }).ToListAsync(Cancellation)).Should().BeEquivalentTo(accounts);
    }

    [Fact]
    public async Task Nobody_is_invited_to_what_is_not_open()
    {
        var (id, _) = await OpenSurveyAsync();
        Done(await Get<CloseSurvey>().ExecuteAsync(new() { SurveyId = id, Version = (await OneAsync(id)).Version }, Coordinator, Cancellation));

        (await InviteAsync(id, "a@essai.invalid")).Outcome.MessageFor("").Should().Contain("Ouvrez");
        (await RemindAsync(id)).Outcome.IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task Those_who_have_not_begun_are_reminded_three_times_at_most_and_never_within_three_days()
    {
        var (id, _) = await OpenSurveyAsync();
        await InviteAsync(id, "a@essai.invalid\nb@essai.invalid");
        await using (var db = OpenDb())
        {
            await db.SurveyInvitations.Where(i => i.Email == "b@essai.invalid").ExecuteUpdateAsync(i => i.SetProperty(x => x.HasBegun, true), Cancellation);
        }

        Clock.Advance(TimeSpan.FromDays(RemindOfSurvey.DaysBetween).Subtract(TimeSpan.FromMinutes(1)));
        (await RemindAsync(id)).Outcome.IsDone.Should().BeFalse("three days have not passed");
        for (var reminder = 1; reminder <= RemindOfSurvey.RemindersMost; reminder++)
        {
            Clock.Advance(TimeSpan.FromMinutes(2));
            (await RemindAsync(id)).Invited.Should().Be(1);
            (await RemindAsync(id)).Outcome.MessageFor("").Should().Contain("Personne à relancer");
            Clock.Advance(TimeSpan.FromDays(RemindOfSurvey.DaysBetween));
        }

        (await RemindAsync(id)).Outcome.IsDone.Should().BeFalse("three reminders are enough");
        await using var after = OpenDb();
        (await after.Messages.Where(m => m.Kind == MessageKind.SurveyReminder).Select(m => m.Address).ToListAsync(Cancellation)).Should().Equal(Enumerable.Repeat("a@essai.invalid", RemindOfSurvey.RemindersMost));
    }

    private Task<SurveyInvited> InviteAsync(Guid id, string addresses) =>
        Get<InviteToSurvey>().ExecuteAsync(new() { SurveyId = id, Addresses = addresses, Audience = SurveyAudience.Professional, InstitutionId = 1 }, Coordinator, Cancellation);

    private Task<SurveyInvited> RemindAsync(Guid id) => Get<RemindOfSurvey>().ExecuteAsync(new() { SurveyId = id }, Coordinator, Cancellation);
}
