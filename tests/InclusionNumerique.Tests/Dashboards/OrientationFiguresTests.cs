using InclusionNumerique.Dashboards;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Orientations and what became of them, counted by hand.</summary>
public sealed class OrientationFiguresTests(TestServer server) : OrientationFigureTest(server)
{
    [Fact]
    public async Task The_funnel_counts_how_far_each_one_has_got_and_the_open_ones_are_not_lost()
    {
        await AddEveryFateAsync();

        var report = await OrientationsAsync();

        report.Sent.Should().Be(new Compared(Figure.Of(179), Figure.Of(0)));
        report.Funnel.Select(f => (f.Label, f.Count.Now.Value)).Should().Equal(
            ("Envoyées", 179), ("Acceptées ou attendues", 128), ("Arrivées", 87), ("Prises en charge", 61), ("Closes avec une issue", 35));
        report.Tables.Single(t => t.Id == "ori-etats").Lines.Select(l => (l.Label, l.Count.Now.Value)).Should().Equal(
            ("Envoyées, sans réponse", 12), ("Attendues", 16), ("Non venues", 25), ("Refusées", 39), ("Annulées", 0), ("Arrivées, prise en charge à dire", 13), ("Arrivées, puis réorientées", 13),
            ("Prises en charge, en cours", 14), ("Prises en charge, puis réorientées", 12), ("Closes avec une issue", 35));
        report.Arrived.Now.Should().Be(new Proportion(Figure.Of(87), Figure.Of(179)));
        report.NotCome.Now.Part.Value.Should().Be(25);
        report.Refused.Now.Part.Value.Should().Be(64);
        report.Abandoned.Now.Part.Value.Should().Be(25, "13 were refused and 12 did not come before");
        report.Open.Now.Should().Be(new Proportion(Figure.Of(81), Figure.Of(179)));
        report.Overdue.Now.Should().Be(new Proportion(Figure.Of(16), Figure.Of(81)), "those expected are due today");
    }

    [Fact]
    public async Task A_wrong_orientation_keeps_its_reason_when_it_is_sent_on_or_given_up()
    {
        await AddEveryFateAsync();

        var report = await OrientationsAsync();

        report.Wrong.Now.Should().Be(new Proportion(Figure.Of(51), Figure.Of(179)));
        Count(report, "ori-refus", "Mal orientée : question sociale, pas numérique").Should().Be(26);
        Count(report, "ori-refus", "Mal orientée : site internet en panne").Should().Be(13);
        Count(report, "ori-refus", "Mal orientée : pas autonome pour la borne").Should().Be(12);
        Count(report, "ori-refus", "Pas de place").Should().Be(13);
        Counts(report, "ori-apres-refus").Should().Equal(38, 13, 13);
        report.Needs.Should().Equal("Numérique", "Administratif", "Social", "Plusieurs choses");
        report.WrongByNeed[0].Should().BeEquivalentTo(new WrongLine(OrientationReason.SocialNotDigital, "question sociale, pas numérique", [Figure.Of(13), Figure.Of(0), Figure.Of(13), Figure.Of(0)], Figure.Of(26)));
    }

    [Fact]
    public async Task A_correction_counts_by_where_it_leads_and_what_ended_by_where_it_came_from()
    {
        // Said to have arrived by mistake, expected again, cancelled; refused by mistake, then expected, not come and given up; cancelled before any answer.
        await AddAsync(12, OrientationState.Cancelled, OrientationReason.NeedGone, past: [OrientationState.Sent, OrientationState.Arrived, OrientationState.Expected]);
        await AddAsync(13, OrientationState.Abandoned, OrientationReason.NoNews, past: [OrientationState.Refused, OrientationState.Expected, OrientationState.NoShow]);
        await AddAsync(14, OrientationState.Cancelled, OrientationReason.Mistake, past: [OrientationState.Sent]);
        await AddAsync(15, OrientationState.Cancelled, OrientationReason.Mistake);

        var report = await OrientationsAsync();

        report.Funnel.Select(f => f.Count.Now.Value).Should().Equal(54, 25, 0, 0, 0);
        report.Refused.Now.Part.Value.Should().Be(0);
        report.NotCome.Now.Part.Value.Should().Be(13);
        Count(report, "ori-etats", "Annulées").Should().Be(41);
    }

    [Fact]
    public async Task Days_run_from_sending_to_arrival_by_the_local_calendar()
    {
        for (var days = 0; days <= 20; days++)
        {
            await AddClosedAsync(1, arrivedAfter: days);
        }

        // Who has not arrived has no days.
        await AddAsync(30, OrientationState.Sent);
        // The day that the clock goes back has 25 hours: 24 hours after half past midnight it is still the same day.
        await AddClosedAsync(30, arrivedAfter: 1, mode: OrientationMode.Accompanied, sentAt: ParisTime.At(new DateOnly(2026, 10, 25), new TimeOnly(0, 30)));

        var report = await OrientationsAsync(new FigureFilter(new FigurePeriod(FigureSpan.Free, new DateOnly(2026, 10, 24), Today), Comparison: Comparison.None));

        report.Modes[0].Delay.Should().Be(new Wait(false, 10, 18));
        report.Modes[1].Delay.IsNone.Should().BeTrue();
        report.Modes[2].Delay.Should().Be(new Wait(false, 0, 0));
    }

    [Fact]
    public async Task The_day_that_the_clock_changes_has_twenty_five_hours_and_ends_at_midnight_in_rennes()
    {
        var day = new DateOnly(2026, 10, 25);
        await AddVisitsAsync(30, day);
        await AddClosedAsync(11, sentAt: ParisTime.StartOf(day));
        await AddClosedAsync(12, sentAt: ParisTime.StartOf(day.AddDays(1)).AddSeconds(-1));
        await AddClosedAsync(13, sentAt: ParisTime.StartOf(day).AddSeconds(-1));
        await AddClosedAsync(14, sentAt: ParisTime.StartOf(day.AddDays(1)));

        var report = await OrientationsAsync(new FigureFilter(new FigurePeriod(FigureSpan.Day, day, day), Comparison: Comparison.None));

        report.Sent.Now.Value.Should().Be(23);
        (ParisTime.StartOf(day.AddDays(1)) - ParisTime.StartOf(day)).Should().Be(TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task Another_year_is_beside_and_not_within()
    {
        await AddVisitsAsync(30, Day.AddYears(-1));
        await AddClosedAsync(20);
        await AddClosedAsync(30, sentAt: ParisTime.At(Day.AddYears(-1), new TimeOnly(10, 0)));

        var report = await OrientationsAsync(ThisMonth with { Comparison = Comparison.YearBefore });

        report.Sent.Should().Be(new Compared(Figure.Of(20), Figure.Of(30)));
        report.Senders.Single().Before.Should().Be(new Proportion(Figure.Of(30), Figure.Of(30)));
        report.Modes[0].ArrivedBefore.Should().Be(new Proportion(Figure.Of(30), Figure.Of(30)));
    }

    [Fact]
    public async Task A_site_is_that_of_the_sender_and_a_mediator_sees_their_own()
    {
        await AddClosedAsync(20);
        await AddClosedAsync(30, siteId: Villejean);
        await AddClosedAsync(40, siteId: null);

        (await FiguresAsync(ThisMonth, Mediator)).Orientations.Sent.Now.Value.Should().Be(20);
        (await FiguresAsync(ThisMonth, Coordinator)).Orientations.Sent.Now.Value.Should().Be(90, "whoever works at no site sends for the house");
        (await OrientationsAsync(ThisMonth with { SiteId = Villejean })).Sent.Now.Value.Should().Be(30);
    }

    [Fact]
    public async Task Modes_are_compared_by_those_who_are_not_awaited_any_more()
    {
        await AddClosedAsync(30);
        await AddNotComeAsync(20);
        await AddAsync(15, OrientationState.Expected);
        await AddClosedAsync(45, mode: OrientationMode.Accompanied);
        await AddNotComeAsync(15, OrientationMode.Accompanied);
        await AddAsync(11, OrientationState.Expected, mode: OrientationMode.Accompanied);

        var modes = (await OrientationsAsync()).Modes;

        modes.Select(m => (m.Label, m.Sent.Value, m.Awaited.Value, m.Arrived.Share)).Should().Equal(("Expliquée", 65, 15, 0.6), ("Rendez-vous pris", 0, 0, null), ("Accompagnée", 71, 11, 0.75));
        modes[0].Interval!.Value.Low.Should().BeApproximately(0.4618, 0.0001);
        modes[0].Interval!.Value.High.Should().BeApproximately(0.7239, 0.0001);
        modes[1].Interval.Should().BeNull();
    }

    [Fact]
    public async Task Senders_and_targets_add_up_and_few_targets_are_told_together()
    {
        var partner = await AddPartnerAsync("Partenaire Démo");
        var other = await AddPartnerAsync("Autre partenaire Démo");
        await AddClosedAsync(40);
        await AddClosedAsync(20, senderInstitution: null);
        await AddNotComeAsync(20);
        await AddAsync(15, OrientationState.Sent, target: TargetKind.HouseService);
        await AddAsync(13, OrientationState.Sent, target: TargetKind.Partner, partner: partner, senderInstitution: 4);
        await AddAsync(12, OrientationState.Sent, target: TargetKind.Partner, partner: other, senderInstitution: 4);

        var report = await OrientationsAsync();

        report.Senders.Select(s => (s.Label, s.Now.Whole.Value, s.Now.Part.Value)).Should().Equal(("CAF", 25, 0), ("CCAS", 75, 40), ("Sans institution", 20, 20));
        report.Kinds.Select(s => (s.Label, s.Now.Whole.Value, s.Now.Part.Value)).Should().Equal(("Espaces numériques", 80, 60), ("Services de la maison", 15, 0), ("Partenaires", 25, 0));
        report.Targets.Select(t => (t.Label, t.Now.Whole.Value)).Should().Equal(
            ("Espace numérique, Villejean", 80), ("CDAS, Villejean", 15), ("Autre partenaire Démo", 12), ("Partenaire Démo", 13));
    }

    [Fact]
    public async Task An_empty_period_has_zeros_and_no_line()
    {
        var report = await OrientationsAsync();

        report.Sent.Now.Value.Should().Be(0);
        report.Funnel.Should().OnlyContain(f => f.Count.Now.Value == 0);
        report.Senders.Should().BeEmpty();
        report.Targets.Should().BeEmpty();
        report.Modes.Should().OnlyContain(m => m.Sent.Value == 0 && m.Arrived.Share == null && m.Delay.IsNone);
        report.Delay.Now.IsNone.Should().BeTrue();
    }

    // 12 + 16 + 13 + 12 + 13 + 13 + 13 + 13 + 13 + 14 + 12 + 35.
    private async Task AddEveryFateAsync()
    {
        await AddAsync(12, OrientationState.Sent);
        await AddAsync(16, OrientationState.Expected, dueOn: Today);
        await AddAsync(13, OrientationState.NoShow, OrientationReason.DidNotCome);
        await AddAsync(12, OrientationState.Abandoned, OrientationReason.NoNews, past: [OrientationState.Expected, OrientationState.NoShow]);
        await AddAsync(13, OrientationState.Refused, OrientationReason.NoRoom);
        await AddAsync(13, OrientationState.Redirected, OrientationReason.SocialNotDigital, need: NeedKind.Social, past: [OrientationState.Refused], pastReason: OrientationReason.SocialNotDigital);
        await AddAsync(13, OrientationState.Abandoned, OrientationReason.NothingElseFits, past: [OrientationState.Refused], pastReason: OrientationReason.WebsiteDown);
        await AddAsync(13, OrientationState.Arrived, arrivedAfter: 2);
        await AddAsync(13, OrientationState.Redirected, OrientationReason.SocialNotDigital, arrivedAfter: 2, past: [OrientationState.Arrived]);
        await AddAsync(14, OrientationState.Supported, arrivedAfter: 2);
        await AddAsync(12, OrientationState.Redirected, OrientationReason.NotAutonomousForKiosk, arrivedAfter: 2, past: [OrientationState.Arrived, OrientationState.Supported]);
        await AddClosedAsync(35);
    }
}
