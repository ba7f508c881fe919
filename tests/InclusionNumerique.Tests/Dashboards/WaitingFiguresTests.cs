using InclusionNumerique.Dashboards;
using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Waits, triages and load of the desks, counted by hand.</summary>
public sealed class WaitingFiguresTests(TestServer server) : FigureTest(server)
{
    private const int Theme = 3;

    private static readonly FigureFilter ThisMonth = new(November);

    [Fact]
    public async Task Median_and_ninth_decile_are_those_of_the_waits_overall_by_site_and_by_hour()
    {
        await AddWaitsAsync(Enumerable.Range(1, 21), Blosne, hour: 10);
        await AddWaitsAsync(Enumerable.Repeat(30, 12), Villejean, hour: 14);
        await AddVisitsAsync(40, Today, Villejean, hour: 15);

        var waiting = (await FiguresAsync(ThisMonth)).Waiting;

        // 1 to 21: the eleventh, and the nineteenth. With twelve times 30, of 33: the seventeenth is 17.
        waiting.Sites[Blosne - 1].Now.Should().Be(new Wait(false, 11, 19));
        waiting.Sites[Villejean - 1].Now.Should().Be(new Wait(false, 30, 30));
        waiting.All.Now.Should().Be(new Wait(false, 17, 30));
        waiting.Hours.Should().Equal(new WaitLine("10 h à 11 h", new(false, 11, 19), new(true, null, null)), new WaitLine("14 h à 15 h", new(false, 30, 30), new(true, null, null)));
    }

    [Fact]
    public async Task Who_was_closed_by_the_clock_or_removed_counts_in_no_wait()
    {
        await AddWaitsAsync(Enumerable.Repeat(5, 12));
        await AddWaitsAsync(Enumerable.Repeat(50, 30), state: VisitState.ClosedAutomatically);
        await AddWaitsAsync(Enumerable.Repeat(50, 30), isRemoved: true);

        (await FiguresAsync(ThisMonth)).Waiting.All.Now.Should().Be(new Wait(false, 5, 5));
    }

    [Fact]
    public async Task Minutes_of_fewer_than_eleven_waits_are_hidden()
    {
        await AddWaitsAsync(Enumerable.Repeat(5, 10), Blosne);
        await AddVisitsAsync(60, Today, Blosne);
        await AddWaitsAsync(Enumerable.Repeat(5, 11), Villejean);

        var waiting = (await FiguresAsync(ThisMonth)).Waiting;

        waiting.Sites[Blosne - 1].Now.Should().Be(new Wait(false, null, null));
        waiting.Sites[Villejean - 1].Now.Should().Be(new Wait(false, 5, 5));
        waiting.Sites[0].Now.IsNone.Should().BeTrue();
    }

    [Fact]
    public async Task Where_the_visits_are_hidden_nothing_tells_whether_anybody_waited()
    {
        // Two hours of few visits; in one of them nobody waited.
        await AddVisitsAsync(6, Today, hour: 9);
        await AddWaitsAsync(Enumerable.Repeat(5, 8), hour: 11);

        var report = await FiguresAsync(ThisMonth);

        report.Tables["heures"].Lines.Should().OnlyContain(l => l.Count.Now.Mask != Mask.None || l.Count.Now.Value == 0);
        report.Waiting.Hours.Where(h => report.Tables["heures"].Lines.Single(l => l.Label == h.Label).Count.Now.Mask != Mask.None)
            .Should().HaveCountGreaterThan(1).And.OnlyContain(h => h.Now == new Wait(false, null, null));
    }

    [Fact]
    public async Task Those_who_left_unseen_are_a_share_of_those_who_waited()
    {
        await AddVisitsAsync(50, Today);
        await AddWaitsAsync(Enumerable.Repeat(5, 33));
        await AddVisitsAsync(11, Today, state: VisitState.LeftUnseen);

        var left = (await FiguresAsync(ThisMonth)).Waiting.LeftUnseen.Now;

        left.Should().Be(new Proportion(Figure.Of(11), Figure.Of(44)));
        left.Share.Should().Be(0.25);
    }

    [Fact]
    public async Task Few_who_did_not_wait_hide_how_many_did()
    {
        // 40 seen, of whom 4 had not waited: 36 would tell them.
        await AddVisitsAsync(4, Today);
        await AddWaitsAsync(Enumerable.Repeat(5, 36));
        await AddVisitsAsync(20, Today, state: VisitState.LeftUnseen);

        var report = await FiguresAsync(ThisMonth);

        Count(report, "etats", "Reçue").Should().Be(40);
        report.Waiting.LeftUnseen.Now.Should().Be(new Proportion(Figure.Of(20), Figure.Withheld));
        report.Waiting.LeftUnseen.Now.Share.Should().BeNull();
        report.Waiting.All.Now.Median.Should().Be(5, "a median of 36 waits tells no number of people");
    }

    [Fact]
    public async Task Sessions_are_shared_among_the_half_days_that_had_one()
    {
        await AddVisitsAsync(12, new DateOnly(2026, 11, 3), Blosne, hour: 9);
        await AddVisitsAsync(18, new DateOnly(2026, 11, 3), Blosne, hour: 13);
        await AddVisitsAsync(15, new DateOnly(2026, 11, 4), Blosne, hour: 12);
        await AddVisitsAsync(20, new DateOnly(2026, 11, 4), Villejean, hour: 12);
        await AddVisitsAsync(16, new DateOnly(2026, 10, 6), Blosne);

        var waiting = (await FiguresAsync(ThisMonth)).Waiting;

        waiting.HalfDaysOfSites[Blosne - 1].Should().Be(new HalfDayLine("Blosne", 3, 15, 1, 16));
        waiting.HalfDaysOfSites[Villejean - 1].Should().Be(new HalfDayLine("Villejean", 1, 20, 0, null));
        waiting.HalfDays.Should().Be(new HalfDayLine("Ensemble", 4, 65 / 4.0, 1, 16));
    }

    [Fact]
    public async Task A_small_site_hides_its_sessions_per_half_day_and_those_of_a_neighbour()
    {
        await AddVisitsAsync(5, Today, Blosne);
        await AddVisitsAsync(20, Today, AimeCesaire);
        await AddVisitsAsync(50, Today, Villejean);

        var sites = (await FiguresAsync(ThisMonth)).Waiting.HalfDaysOfSites;

        sites.Where(s => s.Sessions is not null).Select(s => s.Label).Should().Equal("Villejean");
    }

    [Fact]
    public async Task Advice_followed_is_a_share_of_the_advice_given()
    {
        await AddVisitsAsync(100, Today);
        await AddTriagesAsync(40, Direction.DigitalSpace, Direction.DigitalSpace);
        await AddTriagesAsync(15, Direction.DigitalSpace, Direction.SocialService);
        await AddTriagesAsync(12, Direction.Kiosk, Direction.Kiosk, Autonomy.Autonomous);
        await AddTriagesAsync(13, Direction.Kiosk, Direction.DigitalSpace, Autonomy.Autonomous);

        var waiting = (await FiguresAsync(ThisMonth)).Waiting;

        waiting.Followed.Now.Should().Be(new Proportion(Figure.Of(52), Figure.Of(80)));
        waiting.Advice.Select(a => a.Now).Take(3).Should().Equal(
            new Proportion(Figure.Of(12), Figure.Of(25)), new Proportion(Figure.Of(40), Figure.Of(55)), new Proportion(Figure.Of(0), Figure.Of(0)));
        waiting.Advice[2].Now.Share.Should().BeNull();
    }

    [Fact]
    public async Task The_autonomous_are_a_share_of_those_asked_and_the_kiosk_of_the_autonomous()
    {
        await AddVisitsAsync(100, Today);
        await AddTriagesAsync(30, Direction.DigitalSpace, Direction.DigitalSpace);
        await AddTriagesAsync(20, Direction.DigitalSpace, Direction.DigitalSpace, Autonomy.WithGuidance);
        await AddTriagesAsync(12, Direction.Kiosk, Direction.Kiosk, Autonomy.Autonomous);
        await AddTriagesAsync(18, Direction.Kiosk, Direction.DigitalSpace, Autonomy.Autonomous);

        var waiting = (await FiguresAsync(ThisMonth)).Waiting;

        waiting.Asked.Now.Should().Be(new Proportion(Figure.Of(50), Figure.Of(80)));
        waiting.Autonomous.Now.Should().Be(new Proportion(Figure.Of(30), Figure.Of(50)));
        waiting.SentToKiosk.Now.Should().Be(new Proportion(Figure.Of(12), Figure.Of(30)));
    }

    [Fact]
    public async Task Few_sent_to_the_kiosk_cannot_be_worked_out_from_the_advice_or_the_autonomous()
    {
        await AddVisitsAsync(100, Today);
        await AddTriagesAsync(60, Direction.DigitalSpace, Direction.DigitalSpace);
        await AddTriagesAsync(40, Direction.DigitalSpace, Direction.DigitalSpace, Autonomy.WithGuidance);
        await AddTriagesAsync(4, Direction.Kiosk, Direction.Kiosk, Autonomy.Autonomous);
        await AddTriagesAsync(30, Direction.Kiosk, Direction.DigitalSpace, Autonomy.Autonomous);

        var waiting = (await FiguresAsync(ThisMonth)).Waiting;

        waiting.SentToKiosk.Now.Part.Should().Be(Figure.Small);
        waiting.Advice[0].Now.Part.Should().Be(Figure.Small);
        waiting.Advice[0].Now.Share.Should().BeNull();
        // 34 advised, 4 followed: with the 30 that did not, the total followed among 134 would tell.
        waiting.Followed.Now.Part.Value.Should().BeNull();
    }

    [Fact]
    public async Task The_theme_stated_is_looked_for_among_all_requests_of_the_visit()
    {
        await AddVisitsAsync(100, Today);
        await AddTriagesAsync(12, Direction.DigitalSpace, Direction.DigitalSpace, stated: Theme, requests: [PrintTheme, Theme]);
        await AddTriagesAsync(24, Direction.DigitalSpace, Direction.DigitalSpace, stated: Theme, requests: [PrintTheme]);
        await AddTriagesAsync(20, Direction.DigitalSpace, Direction.DigitalSpace, requests: [Theme]);

        var stated = (await FiguresAsync(ThisMonth)).Waiting.StatedTheme.Now;

        stated.Should().Be(new Proportion(Figure.Of(12), Figure.Of(36)));
    }

    [Fact]
    public async Task Ten_visits_show_nothing_of_their_waits()
    {
        await AddWaitsAsync(Enumerable.Repeat(5, 10));

        var waiting = (await FiguresAsync(ThisMonth)).Waiting;

        waiting.All.Now.Should().Be(new Wait(false, null, null));
        waiting.HalfDays.Should().Be(new HalfDayLine("Ensemble", null, null, 0, null));
        new[] { waiting.LeftUnseen, waiting.Followed, waiting.Asked, waiting.Autonomous, waiting.SentToKiosk, waiting.StatedTheme }
            .Should().OnlyContain(line => line.Now.Share == null && line.Now.Whole.Value == null);
    }

    private async Task AddWaitsAsync(IEnumerable<int> minutes, int siteId = Blosne, int hour = 10, VisitState state = VisitState.Seen, bool isRemoved = false)
    {
        await using var db = OpenDb();
        var arrival = ParisTime.At(Today.AddDays(-1), new TimeOnly(hour, 0));
        db.Visits.AddRange(minutes.Select(m => Waited(siteId, arrival, m, state, isRemoved)));
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task AddTriagesAsync(int count, Direction advice, Direction decision, Autonomy? autonomy = null, int? stated = null, params int[] requests)
    {
        await using var db = OpenDb();
        for (var i = 0; i < count; i++)
        {
            var visit = Waited(Blosne, ParisTime.At(Today, new TimeOnly(9, 0)), 5, decision == Direction.DigitalSpace ? VisitState.Seen : VisitState.SentElsewhere, false);
            visit.Triage = new Triage
            {
                VisitId = visit.Id, Autonomy = autonomy, ThemeId = stated, Advice = advice, Decision = decision, Reason = advice == decision ? null : "Autre choix", At = Now, ById = Mediator.Id,
            };
            if (requests.Length > 0)
            {
                var session = new Session
                {
                    Id = Guid.CreateVersion7(), VisitId = visit.Id, SiteId = Blosne, MediatorId = Mediator.Id, StartedAt = visit.ArrivedAt, Minutes = 5, RecordedAt = visit.ArrivedAt,
                };
                session.Requests.AddRange(requests.Select((theme, p) => new Request { SessionId = session.Id, Position = (short)p, ThemeId = theme, Outcome = RequestOutcome.Solved }));
                visit.Sessions.Add(session);
            }

            db.Visits.Add(visit);
        }

        await db.SaveChangesAsync(Cancellation);
    }

    private static Visit Waited(int siteId, DateTimeOffset arrival, int minutes, VisitState state, bool isRemoved) => new()
    {
        Id = Guid.CreateVersion7(), SiteId = siteId, ArrivedAt = arrival, Origin = Origin.WalkIn, State = state, RecordedById = Receptionist.Id, RecordedAt = arrival,
        EligibleAt = arrival, SeenAt = state == VisitState.SentElsewhere ? null : arrival.AddMinutes(minutes), RemovedAt = isRemoved ? Now : null,
    };
}
