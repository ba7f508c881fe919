using InclusionNumerique.Openings;
using InclusionNumerique.Queue;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

public sealed class OpeningQueriesTests(TestServer server) : OpeningTest(server)
{
    [Fact]
    public async Task The_week_counts_walk_in_half_days_against_the_promise()
    {
        await StoredAsync(Rule(weekday: 3, from: 9, to: 17, kind: OpeningKind.WalkIn));
        await StoredAsync(Rule(weekday: 4, kind: OpeningKind.Appointment));
        await StoredAsync(Rule(weekday: 4, mediatorId: OtherMediator.Id, kind: OpeningKind.WalkIn));
        await StoredAsync(Rule(weekday: 5, from: 10, to: 13, kind: OpeningKind.WalkIn, siteId: AimeCesaire));

        var week = await Queries.WeekAsync(new(2026, 11, 26), Professional, Cancellation);

        week.Monday.Should().Be(new DateOnly(2026, 11, 23));
        week.Days.Should().HaveCount(5);
        week.Sites.Single(s => s.SiteId == Blosne).Should().BeEquivalentTo(new { WalkInHalfDays = 3, Promised = 3, Missing = 0 });
        week.Sites.Single(s => s.SiteId == AimeCesaire).Should().BeEquivalentTo(new { WalkInHalfDays = 1, Missing = 2 });
        week.Sites.Single(s => s.SiteId == Villejean).Missing.Should().Be(3);
    }

    [Fact]
    public async Task Half_an_hour_past_one_makes_no_afternoon_and_Saturday_shows_when_it_is_used()
    {
        var form = Rule(weekday: 6, kind: OpeningKind.WalkIn);
        form.EndsAt = new(13, 30);
        await StoredAsync(form);

        var week = await Queries.WeekAsync(Today, Mediator, Cancellation);

        week.Days.Should().HaveCount(6);
        week.Sites.Single(s => s.SiteId == Blosne).HalfDays.Where(h => h.Periods.Count > 0).Should().ContainSingle().Which.IsMorning.Should().BeTrue();
    }

    [Fact]
    public async Task The_week_says_what_does_not_take_place_and_why()
    {
        var cancelled = await StoredAsync(Rule(weekday: 3, kind: OpeningKind.WalkIn));
        await ExceptAsync(cancelled.Id, new(2026, 11, 25), f => (f.IsCancelled, f.Note) = (true, "formation"));
        await StoredAsync(Rule(weekday: 4));
        await AwayAsync(new() { FromDay = new(2026, 11, 26) });
        await StoredAsync(Rule(weekday: 5));
        await ShutAsync(Blosne, new() { FromDay = new(2026, 11, 27) });

        var halves = (await Queries.WeekAsync(Today, Coordinator, Cancellation)).Sites.Single(s => s.SiteId == Blosne).HalfDays;

        halves.SelectMany(h => h.Periods).Select(p => p.LostWhy).Should().Equal("annulée", "absence", "fermeture");
        halves.Where(h => h.Shut is not null).Select(h => (h.Day.Day, h.Shut)).Should().Equal((27, "Travaux"), (27, "Travaux"));
    }

    [Fact]
    public async Task A_holiday_is_named_in_the_week()
    {
        await StoredAsync(Rule(weekday: 5));

        var week = await Queries.WeekAsync(new(2026, 12, 25), Coordinator, Cancellation);

        week.Days[4].Holiday.Should().Be("Noël");
        week.Sites.Single(s => s.SiteId == Blosne).HalfDays.Single(h => h.Periods.Count > 0).Should().BeEquivalentTo(new { Shut = "Noël" });
    }

    [Fact]
    public async Task On_duty_now_is_who_is_promised_or_has_said_so()
    {
        await StoredAsync(Rule(weekday: 2, kind: OpeningKind.WalkIn));
        await StoredAsync(Rule(weekday: 2, from: 14, to: 17, mediatorId: OtherMediator.Id));

        (await NowAtAsync(Blosne)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { MediatorId = Mediator.Id, IsPresent = false, Until = ParisTime.At(Today, new(12, 0)) });

        await Get<SayPresence>().ExecuteAsync(new() { SiteId = Blosne, Until = new(16, 0), Place = "Bureau 2" }, OtherMediator, Cancellation);
        (await NowAtAsync(Blosne)).Should().HaveCount(2).And.Contain(n => n.MediatorId == OtherMediator.Id && n.IsPresent && n.Place == "Bureau 2");
    }

    [Fact]
    public async Task Somebody_who_receives_elsewhere_or_has_left_is_not_where_the_rule_has_them()
    {
        await StoredAsync(Rule(weekday: 2, kind: OpeningKind.WalkIn));

        await Get<SayPresence>().ExecuteAsync(new() { SiteId = AimeCesaire }, Mediator, Cancellation);
        (await NowAtAsync(Blosne)).Should().BeEmpty();
        (await NowAtAsync(AimeCesaire)).Should().ContainSingle();

        await Get<SayPresence>().ExecuteAsync(new() { SiteId = AimeCesaire, IsThere = false }, Mediator, Cancellation);
        await Get<SayPresence>().ExecuteAsync(new() { SiteId = Blosne, IsThere = false }, Mediator, Cancellation);
        (await NowAtAsync(Blosne)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_next_free_slot_of_each_is_the_first_that_nobody_has_taken()
    {
        await StoredAsync(Rule(weekday: 3));
        await StoredAsync(Rule(weekday: 3, mediatorId: OtherMediator.Id, kind: OpeningKind.WalkIn));
        await BookAsync(new(2026, 11, 25), 9);
        int minutes;
        await using (var db = OpenDb())
        {
            minutes = await db.AppointmentReasons.Where(r => r.IsActive).OrderBy(r => r.Position).ThenBy(r => r.Id).Select(r => r.Minutes + r.BufferMinutes).FirstAsync(Cancellation);
        }

        var next = (await Queries.DutyAsync(Professional, Cancellation)).Sites.Single(s => s.SiteId == Blosne).Next;

        minutes.Should().BeLessThanOrEqualTo(150);
        next.Should().ContainSingle().Which.Should().BeEquivalentTo(new { MediatorId = Mediator.Id, StartsAt = ParisTime.At(new(2026, 11, 25), new(9, 30)) });
    }

    [Fact]
    public async Task The_poster_holds_the_usual_week_and_when_it_is_shut()
    {
        await StoredAsync(Rule(weekday: 5, kind: OpeningKind.WalkIn));
        await StoredAsync(Rule(weekday: 5, kind: OpeningKind.WalkIn, mediatorId: OtherMediator.Id));
        await StoredAsync(Rule(weekday: 2, everyWeeks: 2));
        await ShutAsync(null, new() { FromDay = new(2026, 12, 28), ToDay = new(2026, 12, 31) });

        var poster = await Queries.PosterAsync(Blosne, Professional, Cancellation);

        poster!.Lines.Select(l => (l.Weekday, l.EveryWeeks, l.Names.Count)).Should().Equal(((short)2, (short)2, 1), ((short)5, (short)1, 2));
        poster.Shut.Select(s => $"{s.When} : {s.Why}").Should().Equal(
            "vendredi 25 décembre : Noël", "du lundi 28 décembre au jeudi 31 décembre : Travaux", "vendredi 1er janvier : Jour de l’an");
    }

    [Fact]
    public async Task A_mediator_reads_own_absences_alone()
    {
        await AwayAsync(new() { FromDay = Today.AddDays(9) });
        await AwayAsync(new() { FromDay = Today.AddDays(9) }, OtherMediator.Id);

        (await Queries.AbsencesAsync(null, Mediator, Cancellation)).Should().ContainSingle().Which.MediatorId.Should().Be(Mediator.Id);
        (await Queries.AbsencesAsync(null, Coordinator, Cancellation)).Should().HaveCount(2);
    }

    private async Task<IReadOnlyList<OnDuty>> NowAtAsync(int siteId) => (await Queries.DutyAsync(Professional, Cancellation)).Sites.Single(s => s.SiteId == siteId).Now;
}
