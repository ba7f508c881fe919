using InclusionNumerique.Openings;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

/// <summary>What the database makes of rules, exceptions, absences, closures and holidays.</summary>
public sealed class OpeningPeriodsTests(TestServer server) : OpeningTest(server)
{
    private static readonly DateOnly Wednesday = new(2026, 11, 25);

    [Fact]
    public async Task Every_second_week_is_counted_through_a_year_of_53_weeks()
    {
        await StoredAsync(Rule(everyWeeks: 2));

        // 2026 has a week 53: odd and even week numbers would break here.
        (await PeriodsAsync(new(2026, 12, 20), new(2027, 1, 31))).Should().Equal("23/12 09:00-12:00 4", "06/01 09:00-12:00 4", "20/01 09:00-12:00 4");
    }

    [Fact]
    public async Task An_exception_is_of_one_day_and_may_be_taken_back()
    {
        var row = await StoredAsync(Rule());
        (await ExceptAsync(row.Id, Wednesday, f => f.IsCancelled = true)).IsDone.Should().BeTrue();
        (await ExceptAsync(row.Id, Wednesday.AddDays(7), f => (f.StartsAt, f.EndsAt) = (new(10, 0), new(11, 30)))).IsDone.Should().BeTrue();
        (await ExceptAsync(row.Id, Wednesday.AddDays(14), f => f.SiteId = AimeCesaire)).IsDone.Should().BeTrue();

        (await PeriodsAsync(Today, Today.AddDays(21))).Should().Equal("02/12 10:00-11:30 4", "09/12 09:00-12:00 3");

        (await Get<RemoveOpeningException>().ExecuteAsync(new() { RuleId = row.Id, Day = Wednesday }, Coordinator, Cancellation)).IsDone.Should().BeTrue();
        (await PeriodsAsync(Today, Wednesday)).Should().Equal("25/11 09:00-12:00 4");
    }

    [Fact]
    public async Task What_is_said_again_of_a_day_replaces_what_was_said()
    {
        var row = await StoredAsync(Rule());
        await ExceptAsync(row.Id, Wednesday, f => f.IsCancelled = true);

        (await ExceptAsync(row.Id, Wednesday, f => f.MediatorId = OtherMediator.Id)).IsDone.Should().BeTrue();

        var week = await Queries.WeekAsync(Today, Mediator, Cancellation);
        week.Sites.Single(s => s.SiteId == Blosne).HalfDays.SelectMany(h => h.Periods).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { MediatorId = OtherMediator.Id, IsChanged = true, LostWhy = (string?)null });
    }

    [Fact]
    public async Task A_stand_in_who_is_away_busy_or_of_another_site_is_refused()
    {
        var row = await StoredAsync(Rule());
        await StoredAsync(Rule(siteId: 1, mediatorId: OtherMediator.Id));

        (await ExceptAsync(row.Id, Wednesday, f => f.MediatorId = OtherMediator.Id)).MessageFor("MediatorId").Should().Contain("reçoit déjà");
        await AwayAsync(new() { FromDay = Wednesday }, OtherMediator.Id);
        (await ExceptAsync(row.Id, Wednesday, f => f.MediatorId = OtherMediator.Id)).MessageFor("MediatorId").Should().Contain("absente");
        (await ExceptAsync(row.Id, Wednesday, f => f.MediatorId = Volunteer.Id)).MessageFor("MediatorId").Should().Contain("ne travaille pas");
    }

    [Fact]
    public async Task A_day_that_the_rule_does_not_have_takes_no_exception()
    {
        var row = await StoredAsync(Rule());

        (await ExceptAsync(row.Id, Today, f => f.IsCancelled = true)).MessageFor("Day").Should().NotBeNull();
        (await ExceptAsync(row.Id, Wednesday, _ => { })).MessageFor("").Should().Contain("ce qui change");
        (await ExceptAsync(row.Id, Wednesday, f => (f.IsCancelled, f.Note) = (true, "a\0b"))).MessageFor("Note").Should().NotBeNull();
    }

    [Fact]
    public async Task An_absence_of_two_hours_leaves_the_rest_of_the_morning()
    {
        await StoredAsync(Rule());
        (await AwayAsync(new() { FromDay = Wednesday, FromTime = new(10, 0), ToTime = new(11, 0) })).IsDone.Should().BeTrue();

        (await PeriodsAsync(Today, Wednesday)).Should().Equal("25/11 09:00-10:00 4", "25/11 11:00-12:00 4");
    }

    [Fact]
    public async Task A_closure_of_all_sites_closes_them_all_and_of_one_this_one()
    {
        await StoredAsync(Rule());
        await StoredAsync(Rule(mediatorId: OtherMediator.Id, siteId: 1));
        (await ShutAsync(null, new() { FromDay = Wednesday })).IsDone.Should().BeTrue();
        (await ShutAsync(Blosne, new() { FromDay = Wednesday.AddDays(7), ToDay = Wednesday.AddDays(8) })).IsDone.Should().BeTrue();

        (await PeriodsAsync(Today, Wednesday.AddDays(7))).Should().Equal("02/12 09:00-12:00 1");
    }

    [Fact]
    public async Task An_absence_or_a_closure_taken_back_halfway_keeps_what_is_past()
    {
        await StoredAsync(Rule(weekday: 2));
        await StoredAsync(Rule(weekday: 3));
        var absence = new SaveAbsence.Form { MediatorId = Mediator.Id, Reason = AbsenceReason.Training, When = new() { FromDay = Today, ToDay = Wednesday } };
        (await Get<SaveAbsence>().ExecuteAsync(absence, Mediator, Cancellation)).IsDone.Should().BeTrue();
        Clock.Advance(TimeSpan.FromHours(12));

        (await Get<RemoveAbsence>().ExecuteAsync(new(absence.Id), Mediator, Cancellation)).IsDone.Should().BeTrue();

        (await PeriodsAsync(Today, Wednesday)).Should().Equal("25/11 09:00-12:00 4");
    }

    [Fact]
    public async Task Holidays_need_no_closure_and_Whit_Monday_is_a_site_s_choice()
    {
        await using (var db = OpenDb())
        {
            await db.Sites.Where(s => s.Id == AimeCesaire).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsOpenOnWhitMonday, true), Cancellation);
        }

        await StoredAsync(Rule(weekday: 1));
        await StoredAsync(Rule(weekday: 1, from: 14, to: 17, siteId: AimeCesaire));

        (await PeriodsAsync(new(2027, 3, 29), new(2027, 3, 29))).Should().BeEmpty("Easter Monday");
        (await PeriodsAsync(new(2027, 5, 17), new(2027, 5, 17))).Should().Equal("17/05 14:00-17:00 3");
    }

    [Fact]
    public async Task Local_hours_hold_on_days_of_23_and_25_hours()
    {
        await StoredAsync(Rule(weekday: 7, from: 9, to: 12));

        (await PeriodsAsync(new(2027, 3, 21), new(2027, 3, 28))).Should().Equal("21/03 09:00-12:00 4", "28/03 09:00-12:00 4");
        (await PeriodsAsync(new(2027, 10, 31), new(2027, 10, 31))).Should().Equal("31/10 09:00-12:00 4");
    }

    [Fact]
    public async Task The_database_knows_the_holidays_of_every_year_from_1990_to_2150()
    {
        await using var db = OpenDb();
        var stored = await db.Database.SqlQuery<Named>(
            $"SELECT x::date AS day, public_holiday(x::date) AS name FROM generate_series('1990-01-01'::timestamp, '2150-12-31'::timestamp, interval '1 day') x WHERE public_holiday(x::date) IS NOT NULL")
            .ToListAsync(Cancellation);
        // Ascension may share 1 or 8 May: one day, either name.
        var expected = Enumerable.Range(1990, 161).SelectMany(PublicHolidays.Of).GroupBy(h => h.Day).ToDictionary(g => g.Key, g => g.Select(h => h.Name).ToList());

        stored.Select(s => s.Day).Should().BeEquivalentTo(expected.Keys);
        stored.Should().OnlyContain(s => expected[s.Day].Contains(s.Name));
        expected.GroupBy(e => e.Key.Year).Should().OnlyContain(year => year.Sum(e => e.Value.Count) == 11);
    }

    private sealed record Named(DateOnly Day, string Name);
}
