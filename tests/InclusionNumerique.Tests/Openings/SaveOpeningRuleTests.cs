using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

public sealed class SaveOpeningRuleTests(TestServer server) : OpeningTest(server)
{
    [Fact]
    public async Task A_rule_sent_twice_is_stored_once_with_its_trace()
    {
        var form = Rule();

        (await SaveAsync(form, Mediator)).IsDone.Should().BeTrue();
        (await SaveAsync(form, Mediator)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        (await db.OpeningRules.CountAsync(Cancellation)).Should().Be(1);
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "SaveOpeningRule", RecordType = "OpeningRule", RecordId = $"{form.Id}", SiteId = Blosne });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    public async Task A_rule_that_meets_another_of_the_same_mediator_is_refused_with_a_day(short every, short otherEvery)
    {
        await StoredAsync(Rule(everyWeeks: every));

        var outcome = await SaveAsync(Rule(from: 11, to: 14, everyWeeks: otherEvery, siteId: AimeCesaire));

        outcome.MessageFor("StartsAt").Should().Contain("Cette personne reçoit déjà").And.Contain("mercredi");
        (await Queries.RulesAsync(null, null, Coordinator, Cancellation)).Should().HaveCount(1);
    }

    [Fact]
    public async Task Two_rules_that_alternate_never_meet()
    {
        await StoredAsync(Rule(everyWeeks: 2));
        var other = Rule(everyWeeks: 2, siteId: AimeCesaire);
        other.From = Today.AddDays(7);

        (await SaveAsync(other)).Refusals.Should().BeEmpty();
    }

    [Fact]
    public async Task A_rule_may_begin_where_another_ends_and_somebody_else_may_receive_at_the_same_time()
    {
        await StoredAsync(Rule());

        (await SaveAsync(Rule(from: 12, to: 14))).IsDone.Should().BeTrue();
        (await SaveAsync(Rule(mediatorId: OtherMediator.Id))).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Of_two_overlapping_rules_sent_at_once_one_is_stored()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SaveAsync(Rule(from: 9 + (i % 2), siteId: i < 2 ? Blosne : AimeCesaire))));

        outcomes.Count(o => o.IsDone).Should().Be(1);
    }

    [Fact]
    public async Task A_rule_refuses_a_day_on_which_the_mediator_stands_in_for_somebody()
    {
        var theirs = await StoredAsync(Rule(mediatorId: OtherMediator.Id));
        (await ExceptAsync(theirs.Id, Today.AddDays(1), f => f.MediatorId = Mediator.Id)).Refusals.Should().BeEmpty();

        (await SaveAsync(Rule(siteId: AimeCesaire))).MessageFor("StartsAt").Should().Contain("mercredi 25 novembre");
    }

    [Fact]
    public async Task Each_impossible_fact_is_refused_beside_its_field()
    {
        var form = new SaveOpeningRule.Form { EveryWeeks = 5, StartsAt = new(6, 0), EndsAt = new(22, 0), From = Today.AddDays(-1) };

        (await SaveAsync(form)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("MediatorId", "SiteId", "Kind", "Weekday", "EveryWeeks", "StartsAt", "EndsAt", "From");
        (await SaveAsync(Rule(from: 12, to: 9))).MessageFor("EndsAt").Should().Contain("après");
    }

    [Fact]
    public async Task Who_does_not_receive_or_not_there_is_refused()
    {
        (await SaveAsync(Rule(mediatorId: Receptionist.Id))).MessageFor("MediatorId").Should().Contain("ne reçoit pas");
        (await SaveAsync(Rule(siteId: Villejean))).MessageFor("MediatorId").Should().Contain("ne travaille pas à ce site");
    }

    [Fact]
    public async Task A_volunteer_receives_without_appointments_alone()
    {
        (await SaveAsync(Rule(siteId: AimeCesaire, mediatorId: Volunteer.Id))).MessageFor("Kind").Should().Contain("bénévole");
        (await SaveAsync(Rule(siteId: AimeCesaire, mediatorId: Volunteer.Id, kind: OpeningKind.WalkIn))).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_change_of_what_has_begun_keeps_the_days_past()
    {
        var row = await StoredAsync(Rule());
        Clock.Advance(TimeSpan.FromDays(14));
        var change = Change(row, Today.AddDays(15));
        (change.StartsAt, change.EndsAt) = (new(14, 0), new(17, 0));

        (await SaveAsync(change)).Refusals.Should().BeEmpty();
        (await SaveAsync(change)).IsDone.Should().BeTrue("it was sent twice");

        (await PeriodsAsync(Today, Today.AddDays(21))).Should().Equal("25/11 09:00-12:00 4", "02/12 09:00-12:00 4", "09/12 14:00-17:00 4");
    }

    [Fact]
    public async Task A_change_keeps_the_weeks_of_every_second_week_and_what_was_said_of_a_day()
    {
        var row = await StoredAsync(Rule(everyWeeks: 2));
        (await ExceptAsync(row.Id, new(2026, 12, 23), f => f.IsCancelled = true)).Refusals.Should().BeEmpty();
        Clock.Advance(TimeSpan.FromDays(3));
        var change = Change(row, new(2026, 12, 1));
        change.EndsAt = new(11, 0);

        (await SaveAsync(change)).Refusals.Should().BeEmpty();

        (await PeriodsAsync(Today, new(2027, 1, 10))).Should().Equal("25/11 09:00-12:00 4", "09/12 09:00-11:00 4", "06/01 09:00-11:00 4");
    }

    [Fact]
    public async Task What_has_not_begun_is_changed_in_place()
    {
        var row = await StoredAsync(Rule());
        var change = Change(row, Today);
        change.Weekday = 4;

        (await SaveAsync(change)).IsDone.Should().BeTrue();

        (await Queries.RulesAsync(null, null, Coordinator, Cancellation)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { row.Id, Weekday = (short)4 });
    }

    [Fact]
    public async Task The_second_of_two_coordinators_who_change_the_same_rule_is_told()
    {
        var row = await StoredAsync(Rule());
        var (first, second) = (Change(row, Today), Change(row, Today));
        (first.StartsAt, second.StartsAt) = (new(10, 0), new(11, 0));

        (await SaveAsync(first)).IsDone.Should().BeTrue();
        (await SaveAsync(second)).MessageFor("Version").Should().Contain("Votre saisie est gardée");
        (await Get<EndOpeningRule>().ExecuteAsync(new() { RuleId = row.Id, Version = row.Version, LastDay = Today.AddDays(9) }, Coordinator, Cancellation)).MessageFor("Version").Should().NotBeNull();
    }

    [Fact]
    public async Task A_rule_that_has_not_begun_is_deleted_when_it_ends_before()
    {
        var row = await StoredAsync(Rule());

        (await Get<EndOpeningRule>().ExecuteAsync(new() { RuleId = row.Id, Version = row.Version, LastDay = Today.AddDays(-1) }, Coordinator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        (await db.OpeningRules.AnyAsync(Cancellation)).Should().BeFalse();
    }

    [Fact]
    public async Task The_last_day_of_a_rule_is_included_and_days_past_stay()
    {
        var row = await StoredAsync(Rule());
        Clock.Advance(TimeSpan.FromDays(7));
        EndOpeningRule.Form End(DateOnly last) => new() { RuleId = row.Id, Version = row.Version, LastDay = last };

        (await Get<EndOpeningRule>().ExecuteAsync(End(Today), Coordinator, Cancellation)).MessageFor("LastDay").Should().Contain("hier au plus tôt");
        (await Get<EndOpeningRule>().ExecuteAsync(End(new(2026, 12, 9)), Coordinator, Cancellation)).IsDone.Should().BeTrue();

        (await PeriodsAsync(Today, new(2026, 12, 31))).Should().Equal("25/11 09:00-12:00 4", "02/12 09:00-12:00 4", "09/12 09:00-12:00 4");
    }
}
