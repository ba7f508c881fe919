using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

/// <summary>The mediator's opening periods, as another parser reads them in the calendar.</summary>
public sealed class CalendarOpeningsTests(TestServer server) : CalendarTest(server)
{
    private static readonly DateOnly Monday = new(2026, 11, 30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_calendar_says_the_rows_of_opening_periods_and_nothing_else(int seed)
    {
        await AddAsync(await RandomHouse.MakeAsync(OpenDb, seed, [Mediator.Id, OtherMediator.Id], Mediator.Id, Cancellation));
        await using var db = OpenDb();
        await db.Sites.Where(s => s.Id == 2).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsOpenOnWhitMonday, true), Cancellation);
        await db.Sites.Where(s => s.Id == 5).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsActive, false), Cancellation);
        var rows = await db.Database.SqlQuery<Row>($"""
            SELECT p.starts_at, p.ends_at, CASE kind WHEN 1 THEN 'Accès libre' ELSE 'Permanence sur rendez-vous' END || ' – ' || s.short_name AS title, p.is_changed
            FROM opening_periods({FirstDay}, {LastDay}) p JOIN sites s ON s.id = p.site_id WHERE p.mediator_id = {Mediator.Id} ORDER BY p.starts_at
            """).ToListAsync(Cancellation);

        var read = await ReadAsync();

        read.Select(e => (e.StartsAt, e.EndsAt, e.Title)).Order().Should().Equal(rows.Select(r => (r.StartsAt, r.EndsAt, r.Title)).Order());
        rows.Count.Should().BeGreaterThan(300);
        read.Where(e => e.IsRepeated).Should().HaveCountGreaterThan(rows.Count / 2, "a rule is said as a repetition");
        read.Where(e => !e.IsRepeated).Should().HaveCountGreaterThan(10, "some days are cut or changed");
    }

    [Fact]
    public async Task Every_second_week_goes_on_across_a_year_of_53_weeks()
    {
        await AddAsync(Rule(DayOfWeek.Thursday, new(2026, 12, 1), every: 2, until: new(2027, 2, 1)));

        (await ReadAsync()).Select(e => e.StartsAt).Should().Equal(
            Local(new(2026, 12, 3), 9), Local(new(2026, 12, 17), 9), Local(new(2026, 12, 31), 9), Local(new(2027, 1, 14), 9), Local(new(2027, 1, 28), 9));
    }

    [Fact]
    public async Task An_opening_keeps_its_hour_when_the_clock_changes()
    {
        await AddAsync(Rule(DayOfWeek.Friday, new(2027, 3, 26), until: new(2027, 4, 2)), Rule(DayOfWeek.Friday, new(2027, 10, 29), until: new(2027, 11, 5)));

        (await ReadAsync()).Select(e => (e.StartsAt.UtcDateTime.Hour, e.EndsAt.UtcDateTime.Hour)).Should().Equal((8, 11), (7, 10), (7, 10), (8, 11));
    }

    [Fact]
    public async Task Public_holidays_closures_and_absences_are_left_out()
    {
        await AddAsync(
            Rule(DayOfWeek.Friday, new(2026, 12, 4), until: new(2027, 1, 15)),
            Shut(Local(new(2026, 12, 11), 7), Local(new(2026, 12, 11), 21)),
            Away(Local(new(2027, 1, 4), 0), Local(new(2027, 1, 9), 0)));

        (await ReadAsync()).Select(e => DateOnly.FromDateTime(e.StartsAt.ToParis())).Should().Equal(new DateOnly(2026, 12, 4), new(2026, 12, 18), new(2027, 1, 15));
    }

    [Fact]
    public async Task A_day_partly_cut_is_said_by_its_pieces()
    {
        await AddAsync(Rule(DayOfWeek.Monday, Monday.AddDays(-7), until: Monday.AddDays(7)), Away(Local(Monday, 10), Local(Monday, 10, 30)));

        (await ReadAsync()).Select(e => (e.StartsAt, e.EndsAt, e.IsRepeated)).Should().Equal(
            (Local(Monday.AddDays(-7), 9), Local(Monday.AddDays(-7), 12), true),
            (Local(Monday, 9), Local(Monday, 10), false),
            (Local(Monday, 10, 30), Local(Monday, 12), false),
            (Local(Monday.AddDays(7), 9), Local(Monday.AddDays(7), 12), true));
    }

    [Fact]
    public async Task A_changed_day_is_said_apart_with_its_own_hours_and_place()
    {
        var rule = Rule(DayOfWeek.Monday, Monday.AddDays(-7), until: Monday.AddDays(7));
        await AddAsync(rule, new OpeningException { RuleId = rule.Id, Day = Monday, StartsAt = new(14, 0), EndsAt = new(17, 0), SiteId = AimeCesaire, Note = "Échange" });

        var read = await ReadAsync();

        read.Select(e => (e.StartsAt, e.EndsAt)).Should().HaveCount(3).And.HaveElementAt(1, (Local(Monday, 14), Local(Monday, 17)));
        read[1].Title.Should().Be("Accès libre – Aimé Césaire");
        read[0].Title.Should().Be("Accès libre – Blosne");
    }

    [Fact]
    public async Task Who_stands_in_for_somebody_has_the_day_and_who_is_replaced_has_not()
    {
        var (mine, theirs) = (Rule(DayOfWeek.Monday, Monday, until: Monday), Rule(DayOfWeek.Tuesday, Monday, OtherMediator, until: Monday.AddDays(13)));
        await AddAsync(
            mine, theirs,
            new OpeningException { RuleId = mine.Id, Day = Monday, MediatorId = OtherMediator.Id },
            new OpeningException { RuleId = theirs.Id, Day = Monday.AddDays(8), MediatorId = Mediator.Id });

        (await ReadAsync()).Select(e => e.StartsAt).Should().Equal(Local(Monday.AddDays(8), 9));
    }

    [Fact]
    public async Task A_place_keeps_every_character_of_its_address()
    {
        const string address = "1 rue de l’Exemple ; « bât. 2, à gauche » 🏢🏢🏢🏢🏢🏢🏢🏢🏢🏢🏢🏢🏢 \\ بيت";
        await using var db = OpenDb();
        await db.Sites.Where(s => s.Id == Blosne).ExecuteUpdateAsync(s => s.SetProperty(x => x.Address, address), Cancellation);
        var name = await db.Sites.Where(s => s.Id == Blosne).Select(s => s.Name).SingleAsync(Cancellation);
        await AddAsync(Rule(DayOfWeek.Monday, Monday, until: Monday));

        (await ReadAsync()).Should().ContainSingle().Which.Place.Should().Be($"{name}, {address}");
    }

    private sealed record Row(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Title, bool IsChanged);
}
