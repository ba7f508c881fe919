using InclusionNumerique.Access;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Staff;

public sealed class StaffQueriesTests(TestServer server) : DatabaseTest(server)
{
    [Theory]
    [InlineData("mediatrice")]
    [InlineData("MÉDIATRICE")]
    [InlineData("  médiatrice  ")]
    public async Task A_name_is_found_whatever_its_accents_and_capitals(string search) =>
        (await NamesAsync(new AccountFilter(search))).Should().Equal("Médiatrice Démo Trois", "Médiatrice Démo Un");

    [Fact]
    public async Task An_address_is_found_by_a_part_of_it() => (await NamesAsync(new AccountFilter("copil@demo"))).Should().Equal("Comité de Pilotage Démo");

    [Theory]
    [InlineData(".*")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("[a-z]")]
    [InlineData("(")]
    [InlineData("\\")]
    [InlineData("***=x")]
    [InlineData("😀")]
    public async Task An_operator_in_a_search_is_a_letter_like_another(string search) => (await NamesAsync(new AccountFilter(search))).Should().BeEmpty();

    [Theory]
    [InlineData("\0")]
    [InlineData("\uD800")]
    public async Task A_search_that_the_database_cannot_take_is_no_error(string search) => (await NamesAsync(new AccountFilter(search))).Should().NotBeNull();

    [Fact]
    public async Task An_enormous_search_finds_nothing() => (await NamesAsync(new AccountFilter(new string('x', 100_000)))).Should().BeEmpty();

    [Fact]
    public async Task Filters_narrow_by_role_site_institution_and_state()
    {
        (await NamesAsync(new AccountFilter(Role: Role.Volunteer))).Should().Equal("Bénévole Démo Deux", "Bénévole Démo Un");
        (await NamesAsync(new AccountFilter(Role: Role.Volunteer, SiteId: Villejean))).Should().Equal("Bénévole Démo Deux");
        (await NamesAsync(new AccountFilter(InstitutionId: 2, Role: Role.Receptionist))).Should().Equal("Accueil Démo Un");
        (await NamesAsync(new AccountFilter(State: AccountState.Active))).Should().BeEmpty();
        (await NamesAsync(new AccountFilter(State: AccountState.Disabled))).Should().BeEmpty();
        (await NamesAsync(new AccountFilter(State: AccountState.WithoutPassword))).Should().HaveCount(13);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap()
    {
        await using (var db = OpenDb())
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO professionals (id, display_name, roles, user_name, normalized_user_name, email, normalized_email, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, concurrency_stamp)
                SELECT gen_random_uuid(), 'Compte Démo ' || lpad(n::text, 3, '0'), ARRAY[1]::smallint[], n::text, n::text, n || '@demo.invalid', n || '@DEMO.INVALID', true, false, false, true, 0, 'x' FROM generate_series(1, 40) n
                """, Cancellation);
        }

        var first = await Get<StaffQueries>().AccountsAsync(new AccountFilter("compte"), Administrator, Cancellation);
        var second = await Get<StaffQueries>().AccountsAsync(new AccountFilter("compte", Page: 2), Administrator, Cancellation);

        first.Total.Should().Be(40);
        first.Rows.Concat(second.Rows).Select(r => r.Name).Should().Equal(Enumerable.Range(1, 40).Select(n => $"Compte Démo {n:000}"));
        (await NamesAsync(new AccountFilter(Page: int.MinValue))).Should().HaveCount(25);
        (await NamesAsync(new AccountFilter(Page: int.MaxValue))).Should().BeEmpty();
    }

    [Fact]
    public async Task Nobody_but_an_administrator_reads_accounts()
    {
        foreach (var actor in new[] { Mediator, Receptionist, Professional, Coordinator, Observer, Volunteer, Actor.Nobody })
        {
            (await Get<StaffQueries>().AccountsAsync(new AccountFilter(), actor, Cancellation)).Should().Be(AccountPage.Empty);
        }
    }

    private async Task<IEnumerable<string>> NamesAsync(AccountFilter filter) =>
        (await Get<StaffQueries>().AccountsAsync(filter, Administrator, Cancellation)).Rows.Select(r => r.Name);
}
