using InclusionNumerique.Dashboards;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

public sealed class FigureQueriesTests(TestServer server) : FigureTest(server)
{
    private static readonly FigureFilter ThisMonth = new(November);

    [Fact]
    public async Task Visits_are_counted_by_state_site_day_half_day_and_hour()
    {
        await AddVisitsAsync(20, new DateOnly(2026, 11, 3), hour: 9);
        await AddVisitsAsync(15, new DateOnly(2026, 11, 4), hour: 14);
        await AddVisitsAsync(12, new DateOnly(2026, 11, 4), Villejean, hour: 14, state: VisitState.LeftUnseen);

        var report = await FiguresAsync(ThisMonth);

        report.Visits.Now.Value.Should().Be(47);
        report.Sessions.Now.Value.Should().Be(35);
        (Count(report, "etats", "Reçue"), Count(report, "etats", "Repartie sans être reçue"), Count(report, "etats", "En attente")).Should().Be((35, 12, 0));
        report.Sites.Select(s => s.Visits.Now.Value).Should().Equal(0, 0, 0, 35, 0, 12);
        report.Columns.Should().HaveCount(24).And.Subject.Where(c => c.Count.Value > 0).Should()
            .Equal(new FigureColumn(new(2026, 11, 3), Figure.Of(20)), new FigureColumn(new(2026, 11, 4), Figure.Of(27)));
        report.HalfDays[1].Should().Be(new HalfDays(DayOfWeek.Tuesday, 4, Figure.Of(20), Figure.Of(0)));
        report.HalfDays[2].Should().Be(new HalfDays(DayOfWeek.Wednesday, 3, Figure.Of(0), Figure.Of(27)));
        (Count(report, "heures", "9 h à 10 h"), Count(report, "heures", "14 h à 15 h")).Should().Be((20, 27));
    }

    [Fact]
    public async Task Requests_are_counted_by_every_fact_they_carry()
    {
        var first = new RequestForm
        {
            ThemeId = PrintTheme, OrganisationId = Caf, Level = HelpLevel.Emergency, ActedBy = ActedBy.Together, Keyboard = Keyboard.Shared, Outcome = RequestOutcome.Solved,
        };
        var second = new RequestForm { OrganisationId = Caf, IsFoundOnTheWay = true, Outcome = RequestOutcome.Impossible, CauseId = 1 };
        await AddVisitsAsync(12, Today, requests: [first, second]);

        var report = await FiguresAsync(ThisMonth);

        report.Requests.Now.Value.Should().Be(24);
        (Count(report, "themes", "Impression, scan, photocopie"), Count(report, "themes", "Sans thème")).Should().Be((12, 12));
        Line(report, "organismes", "CAF").Should().BeEquivalentTo(new { Count = new Compared(Figure.Of(24), Figure.Of(0)), Share = 1.0 });
        (Count(report, "annonce", "Annoncée"), Count(report, "annonce", "Trouvée en route")).Should().Be((12, 12));
        (Count(report, "niveaux", "Urgence numérique"), Count(report, "niveaux", VisitTexts.NotSaid)).Should().Be((12, 12));
        (Count(report, "qui-a-fait", "Fait avec"), Count(report, "clavier", "Partagé")).Should().Be((12, 12));
        (Count(report, "issues", "Résolue"), Count(report, "issues", "Impossible")).Should().Be((12, 12));
        Line(report, "causes", "Identifiants perdus").Should().BeEquivalentTo(new { Count = new Compared(Figure.Of(12), Figure.Of(0)), Share = 1.0 });
    }

    [Fact]
    public async Task Durations_fall_into_the_national_ranges_with_their_sum_and_median()
    {
        await AddVisitsAsync(11, Today, minutes: 29);
        await AddVisitsAsync(12, Today, minutes: 30);
        await AddVisitsAsync(13, Today, minutes: 119);
        await AddVisitsAsync(14, Today, minutes: 120);

        var report = await FiguresAsync(ThisMonth);

        report.Tables["durees"].Lines.Select(l => l.Count.Now.Value).Should().Equal(11, 12, 13, 14);
        report.Durations.Should().Be(new Durations((11 * 29) + (12 * 30) + (13 * 119) + (14 * 120), 119));
        report.Sites[Blosne - 1].Median.Should().Be(119);
    }

    [Fact]
    public async Task People_are_counted_by_age_gender_first_visit_and_district()
    {
        // Districts 10 (Le Blosne) and 12 (Villejean) are priority ones, 1 is not.
        await AddVisitsAsync(12, Today, facts: new VisitFacts { AgeBand = AgeBand.From70, Gender = Gender.Female, DistrictId = 10, IsFirstVisit = true });
        await AddVisitsAsync(13, Today, facts: new VisitFacts { AgeBand = AgeBand.From18To24, Gender = Gender.Male, DistrictId = 12, IsFirstVisit = false });
        await AddVisitsAsync(14, Today, facts: new VisitFacts { DistrictId = 1 });
        await AddVisitsAsync(15, Today);

        var report = await FiguresAsync(ThisMonth);

        (Count(report, "ages", "70 ans et plus"), Count(report, "ages", "18-24"), Count(report, "ages", VisitTexts.NotSaid)).Should().Be((12, 13, 29));
        (Count(report, "genres", "Féminin"), Count(report, "genres", "Masculin"), Count(report, "genres", VisitTexts.NotSaid)).Should().Be((12, 13, 29));
        (Count(report, "venue", "Première visite"), Count(report, "venue", "Déjà venue")).Should().Be((12, 13));
        (Count(report, "quartiers", "Le Blosne"), Count(report, "quartiers", VisitTexts.NotSaid)).Should().Be((12, 15));
        report.Tables["qpv"].Lines.Select(l => l.Count.Now.Value).Should().Equal(25, 14, 15);
    }

    [Fact]
    public async Task What_was_undone_or_removed_counts_nowhere()
    {
        await AddVisitsAsync(30, Today);
        await using (var db = OpenDb())
        {
            await db.Visits.Where(v => v.ArrivedAt >= ParisTime.At(Today, new TimeOnly(10, 15))).ExecuteUpdateAsync(v => v.SetProperty(x => x.RemovedAt, Now), Cancellation);
            await db.Sessions.Where(s => s.StartedAt >= ParisTime.At(Today, new TimeOnly(10, 15))).ExecuteUpdateAsync(s => s.SetProperty(x => x.RemovedAt, Now), Cancellation);
        }

        var report = await FiguresAsync(ThisMonth);

        (report.Visits.Now.Value, report.Sessions.Now.Value, report.Requests.Now.Value).Should().Be((15, 15, 15));
    }

    [Fact]
    public async Task The_compared_period_stands_beside_with_the_change()
    {
        await AddVisitsAsync(30, new DateOnly(2026, 11, 10), minutes: 20);
        await AddVisitsAsync(20, new DateOnly(2026, 10, 10));
        await AddVisitsAsync(50, new DateOnly(2026, 10, 25));
        await AddVisitsAsync(15, new DateOnly(2025, 11, 10));

        var before = await FiguresAsync(ThisMonth);
        var yearBefore = await FiguresAsync(ThisMonth with { Comparison = Comparison.YearBefore });
        var alone = await FiguresAsync(ThisMonth with { Comparison = Comparison.None });

        before.Visits.Should().Be(new Compared(Figure.Of(30), Figure.Of(20)));
        before.Visits.Change.Should().Be(0.5);
        before.DurationsBefore.Should().Be(new Durations(100, 5));
        yearBefore.Visits.Before.Should().Be(Figure.Of(15));
        alone.Visits.Before.Should().BeNull();
    }

    [Fact]
    public async Task A_day_of_25_hours_holds_its_own_visits_and_no_others()
    {
        // 25 October 2026: 2 h to 3 h happens twice.
        var day = new DateOnly(2026, 10, 25);
        await AddVisitsAsync(11, day, hour: 0);
        await AddVisitsAsync(12, day, hour: 23);
        await AddVisitsAsync(40, day.AddDays(-1), hour: 23);
        await AddVisitsAsync(40, day.AddDays(1), hour: 0);

        var report = await FiguresAsync(new FigureFilter(new FigurePeriod(FigureSpan.Free, day, day)));

        (report.Visits.Now.Value, report.Sessions.Now.Value, report.Requests.Now.Value).Should().Be((23, 23, 23));
        (Count(report, "heures", "0 h à 1 h"), Count(report, "heures", "23 h à 24 h")).Should().Be((11, 12));
    }

    [Fact]
    public async Task Long_periods_are_shown_by_week_and_by_month()
    {
        await AddVisitsAsync(20, new DateOnly(2026, 8, 31));
        await AddVisitsAsync(15, new DateOnly(2026, 10, 5));
        await AddVisitsAsync(25, new DateOnly(2026, 10, 9));

        var quarter = await FiguresAsync(new FigureFilter(FigurePeriod.Of(FigureSpan.Quarter, Today, Today) with { To = new(2026, 12, 31) }));
        var year = await FiguresAsync(new FigureFilter(FigurePeriod.Of(FigureSpan.Year, Today, Today)));

        quarter.Columns.Take(3).Should().Equal(
            new FigureColumn(new(2026, 10, 1), Figure.Of(0)), new FigureColumn(new(2026, 10, 5), Figure.Of(40)), new FigureColumn(new(2026, 10, 12), Figure.Of(0)));
        year.Columns.Should().HaveCount(11);
        year.Columns.Where(c => c.Count.Value > 0).Should().Equal(new FigureColumn(new(2026, 8, 1), Figure.Of(20)), new FigureColumn(new(2026, 10, 1), Figure.Of(40)));
    }

    [Fact]
    public async Task The_most_asked_themes_come_first_and_what_has_none_last()
    {
        await AddVisitsAsync(12, Today, requests: new RequestForm { ThemeId = 5 });
        await AddVisitsAsync(30, Today, requests: new RequestForm { ThemeId = 9 });
        await AddVisitsAsync(40, Today, requests: new RequestForm { OrganisationId = Caf });

        var labels = (await FiguresAsync(ThisMonth)).Tables["themes"].Lines.Select(l => l.Label).ToArray();

        labels[..2].Should().Equal("Navigation, recherche", "E-mail, pièce jointe");
        labels[^1].Should().Be("Sans thème");
    }
}
