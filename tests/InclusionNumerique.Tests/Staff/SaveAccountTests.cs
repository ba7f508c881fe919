using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Staff;

public sealed class SaveAccountTests(TestServer server) : DatabaseTest(server)
{
    private SaveAccount SaveAccount => Get<SaveAccount>();

    [Fact]
    public async Task A_new_account_is_stored_with_its_trace_and_no_personal_data_in_it()
    {
        var form = NewAccount();

        (await SaveAccount.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        var account = await db.Users.Include(p => p.Sites).SingleAsync(p => p.Id == form.Id, Cancellation);
        account.Should().BeEquivalentTo(new { DisplayName = "Médiatrice Démo Neuve", Email = "neuve@demo.invalid", NormalizedUserName = "NEUVE@DEMO.INVALID", InstitutionId = 1, DisabledAt = (DateTimeOffset?)null });
        account.Roles.Should().Equal(Role.Mediator, Role.Coordinator);
        account.Sites.Select(s => s.Id).Should().BeEquivalentTo([Blosne, Villejean]);
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new
        {
            At = Now, ActorId = Administrator.Id, Action = "SaveAccount", RecordType = "Professional", RecordId = form.Id.ToString(), SiteId = (int?)null,
        });
    }

    [Fact]
    public async Task The_same_new_account_sent_twice_at_once_is_stored_once()
    {
        var form = NewAccount();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SaveAccount.ExecuteAsync(form, Administrator, Cancellation)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        await using var db = OpenDb();
        (await db.Users.CountAsync(p => p.NormalizedEmail == "NEUVE@DEMO.INVALID", Cancellation)).Should().Be(1);
        (await db.AuditEntries.CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task The_same_address_for_two_accounts_at_once_is_given_to_one()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SaveAccount.ExecuteAsync(NewAccount(), Administrator, Cancellation)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.MessageFor("Email")!.Contains("déjà cette adresse"));
    }

    [Fact]
    public async Task An_address_in_other_capitals_is_the_same_address()
    {
        var form = NewAccount();
        form.Email = " MEDIATRICE1@Demo.Invalid ";

        (await SaveAccount.ExecuteAsync(form, Administrator, Cancellation)).MessageFor("Email").Should().Contain("déjà cette adresse");
    }

    [Theory]
    [InlineData("")]
    [InlineData("sans arobase")]
    [InlineData("a@b")]
    [InlineData("deux@arobases@demo.invalid")]
    [InlineData("accentué@demo.invalid")]
    [InlineData("nul\0@demo.invalid")]
    [InlineData("ligne\n@demo.invalid")]
    public async Task An_address_that_is_none_is_refused_beside_its_field(string email)
    {
        var form = NewAccount();
        form.Email = email;

        (await SaveAccount.ExecuteAsync(form, Administrator, Cancellation)).MessageFor("Email").Should().NotBeNull();
    }

    [Fact]
    public async Task Each_missing_or_impossible_fact_is_refused_beside_its_field()
    {
        var form = new SaveAccount.Form { Name = new string('x', 100_000), Email = new string('y', 100_000), Roles = [(Role)99, Role.Mediator] };

        var outcome = await SaveAccount.ExecuteAsync(form, Administrator, Cancellation);

        outcome.Refusals.Select(r => r.Field).Should().BeEquivalentTo("Name", "Email", "Roles", "SiteIds");
    }

    [Fact]
    public async Task A_site_or_institution_that_does_not_exist_is_refused_beside_its_field()
    {
        var withSite = NewAccount();
        withSite.SiteIds.Add(999_999);
        var withInstitution = NewAccount();
        withInstitution.InstitutionId = 999_999;

        (await SaveAccount.ExecuteAsync(withSite, Administrator, Cancellation)).MessageFor("SiteIds").Should().NotBeNull();
        (await SaveAccount.ExecuteAsync(withInstitution, Administrator, Cancellation)).MessageFor("InstitutionId").Should().NotBeNull();
    }

    [Fact]
    public async Task A_role_and_a_site_taken_away_count_from_the_next_action_on()
    {
        var form = await FormOfAsync(Mediator.Id);
        form.Roles = [Role.Observer];
        form.SiteIds = [Villejean];

        (await SaveAccount.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();

        (await Get<ActorLoader>().LoadAsync(Mediator.Id, Cancellation)).Should().BeEquivalentTo(new { Roles = new[] { Role.Observer }, SiteIds = new[] { Villejean }, CurrentSiteId = Villejean });
    }

    [Fact]
    public async Task Disabling_ends_open_sessions_and_the_invitation()
    {
        await Get<InviteAccount>().ExecuteAsync(new InviteAccount.Form(Mediator.Id, InvitationToken.New()), Administrator, Cancellation);
        await using var db = OpenDb();
        var before = await db.Users.AsNoTracking().SingleAsync(p => p.Id == Mediator.Id, Cancellation);
        var form = await FormOfAsync(Mediator.Id);
        form.IsDisabled = true;

        (await SaveAccount.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();

        var after = await db.Users.AsNoTracking().SingleAsync(p => p.Id == Mediator.Id, Cancellation);
        after.SecurityStamp.Should().NotBe(before.SecurityStamp);
        after.Should().BeEquivalentTo(new { DisabledAt = Now, InvitationHash = (byte[]?)null });
        (await Get<ActorLoader>().LoadAsync(Mediator.Id, Cancellation)).Should().Be(Actor.Nobody);
    }

    [Fact]
    public async Task The_second_of_two_who_edit_the_same_account_is_told_and_changes_nothing()
    {
        var first = await FormOfAsync(Mediator.Id);
        var second = await FormOfAsync(Mediator.Id);
        first.Name = "Premier Nom Démo";
        second.Name = "Second Nom Démo";

        var outcomes = await Task.WhenAll(SaveAccount.ExecuteAsync(first, Administrator, Cancellation), SaveAccount.ExecuteAsync(second, Administrator, Cancellation));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Single(o => !o.IsDone).MessageFor("Version").Should().Contain("Votre saisie est gardée");
    }

    [Fact]
    public async Task The_last_administrator_keeps_the_role_and_stays_active()
    {
        var disabled = await FormOfAsync(Administrator.Id);
        disabled.IsDisabled = true;
        var demoted = await FormOfAsync(Administrator.Id);
        demoted.Roles = [Role.Observer];

        (await SaveAccount.ExecuteAsync(disabled, Administrator, Cancellation)).MessageFor("IsDisabled").Should().Contain("dernier compte");
        (await SaveAccount.ExecuteAsync(demoted, Administrator, Cancellation)).MessageFor("Roles").Should().Contain("dernier compte");
    }

    [Fact]
    public async Task An_administrator_may_go_once_another_can_sign_in()
    {
        var other = await AddAdministratorAsync();
        var form = await FormOfAsync(Administrator.Id);
        form.IsDisabled = true;
        (await SaveAccount.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeFalse();

        var token = InvitationToken.New();
        await Get<InviteAccount>().ExecuteAsync(new InviteAccount.Form(other.Id, token), Administrator, Cancellation);
        await Get<AcceptInvitation>().ExecuteAsync(new AcceptInvitation.Form { Token = token, Password = "tasse orange volcan piano", PasswordAgain = "tasse orange volcan piano" }, Cancellation);

        (await SaveAccount.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Two_administrators_who_disable_each_other_at_once_leave_one()
    {
        var other = await AddAdministratorAsync();
        var mine = await FormOfAsync(other.Id);
        var theirs = await FormOfAsync(Administrator.Id);
        mine.IsDisabled = theirs.IsDisabled = true;

        var outcomes = await Task.WhenAll(SaveAccount.ExecuteAsync(mine, Administrator, Cancellation), SaveAccount.ExecuteAsync(theirs, other, Cancellation));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        await using var db = OpenDb();
        (await db.Users.CountAsync(p => p.DisabledAt == null && p.Roles.Contains(Role.Administrator), Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_may()
    {
        foreach (var actor in new[] { Mediator, Receptionist, Professional, Coordinator, Observer, Volunteer, Actor.Nobody })
        {
            (await SaveAccount.ExecuteAsync(NewAccount(), actor, Cancellation)).IsForbidden.Should().BeTrue();
        }

        await using var db = OpenDb();
        (await db.AuditEntries.AnyAsync(Cancellation)).Should().BeFalse();
    }

    private static SaveAccount.Form NewAccount() => new()
    {
        Name = " Médiatrice Démo Neuve ",
        Email = " neuve@demo.invalid",
        Roles = [Role.Coordinator, Role.Mediator],
        InstitutionId = 1,
        SiteIds = [Blosne, Villejean],
    };

    private async Task<Actor> AddAdministratorAsync()
    {
        var form = NewAccount();
        form.Roles = [Role.Administrator];
        (await SaveAccount.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();
        return await Get<ActorLoader>().LoadAsync(form.Id, Cancellation);
    }

    private async Task<SaveAccount.Form> FormOfAsync(Guid id)
    {
        await using var db = OpenDb();
        var account = await db.Users.Include(p => p.Sites).SingleAsync(p => p.Id == id, Cancellation);
        return new SaveAccount.Form
        {
            Id = id,
            Version = account.ConcurrencyStamp,
            Name = account.DisplayName,
            Email = account.Email!,
            Roles = [.. account.Roles],
            InstitutionId = account.InstitutionId,
            SiteIds = [.. account.Sites.Select(s => s.Id)],
            IsDisabled = account.DisabledAt is not null,
        };
    }
}
