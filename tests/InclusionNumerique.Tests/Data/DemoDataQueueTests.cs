using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Data;

/// <summary>The people who waited in the demo.</summary>
public sealed class DemoDataQueueTests
{
    private static readonly List<Visit> Visits =
        [.. DemoData.Recent(18, DemoDataShapeTests.House, new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.Zero))];

    private static readonly List<Visit> Queued = [.. Visits.Where(v => v.EligibleAt != null)];
    private static readonly List<Triage> Triages = [.. Visits.Where(v => v.Triage != null).Select(v => v.Triage!)];

    [Fact]
    public void Numbers_go_from_1_at_each_site_on_each_day_in_the_order_of_arrival()
    {
        foreach (var day in Queued.GroupBy(v => (v.SiteId, DemoDataShapeTests.DayOf(v))))
        {
            var visits = day.OrderBy(v => v.Number).ToList();
            visits.Select(v => (int)v.Number!.Value).Should().Equal(Enumerable.Range(1, visits.Count));
            visits.Select(v => v.ArrivedAt).Should().BeInAscendingOrder();
        }
    }

    [Fact]
    public void Who_never_waited_has_no_number_and_no_wait()
    {
        Visits.Except(Queued).Should().OnlyContain(v =>
            v.State == VisitState.Seen && v.Number == null && v.SeenAt == null && v.StateSince == null && v.MediatorId == null && v.Triage == null && v.Priority == Priority.WalkIn);
    }

    [Fact]
    public void The_wait_ends_with_the_first_session_by_its_mediator()
    {
        foreach (var visit in Queued.Where(v => v.State == VisitState.Seen))
        {
            visit.SeenAt.Should().Be(visit.Sessions[0].StartedAt).And.BeOnOrAfter(visit.EligibleAt!.Value);
            visit.MediatorId.Should().Be(visit.Sessions[0].MediatorId);
            visit.StateSince.Should().BeOnOrAfter(visit.SeenAt!.Value);
        }
    }

    [Fact]
    public void Who_is_not_seen_has_no_session_and_no_end_of_the_wait()
    {
        Queued.Where(v => v.State != VisitState.Seen).Should().OnlyContain(v => v.Sessions.Count == 0 && v.SeenAt == null && v.MediatorId == null && v.StateSince >= v.ArrivedAt);
    }

    [Fact]
    public void Four_percent_are_urgent_with_a_reason()
    {
        Share(Queued, v => v.Priority == Priority.Urgent).Should().BeApproximately(0.04, 0.01);
        Visits.Should().OnlyContain(v => v.Priority == Priority.Urgent == (v.UrgentReason != null));
    }

    [Fact]
    public void Three_in_five_are_asked_the_questions()
    {
        Share(Queued, v => v.Triage != null).Should().BeApproximately(0.6, 0.03);
    }

    [Fact]
    public void The_advice_is_that_of_the_first_rule_that_matches()
    {
        foreach (var triage in Triages)
        {
            triage.Advice.Should().Be(DemoDataShapeTests.House.Rules.First(r => r.Matches(triage.Need, triage.Urgency, triage.Autonomy)).Advice);
        }
    }

    [Fact]
    public void The_advice_is_mostly_followed_and_a_reason_is_given_where_it_is_not()
    {
        Share(Triages, t => t.Decision == t.Advice).Should().BeApproximately(0.92, 0.015);
        Triages.Should().OnlyContain(t => t.Decision == t.Advice == (t.Reason == null));
    }

    /// <summary>"Quand ils se renseignent, ils voient des usagers autonomes à « 60 % »".</summary>
    [Fact]
    public void Of_those_who_are_asked_sixty_percent_can_do_it_alone_and_only_they_are_sent_to_the_kiosk()
    {
        var asked = Triages.Where(t => t.Autonomy != null).ToList();
        asked.Count.Should().BeGreaterThan(500);
        Share(asked, t => t.Autonomy == Autonomy.Autonomous).Should().BeApproximately(0.6, 0.04);
        Triages.Where(t => t.Decision == Direction.Kiosk).Should().NotBeEmpty().And.OnlyContain(t => t.Autonomy == Autonomy.Autonomous);
    }

    [Fact]
    public void Five_percent_are_sent_elsewhere_by_their_triage()
    {
        Share(Queued.Where(v => DemoData.ReceptionistOf(v.SiteId) != null), v => v.State == VisitState.SentElsewhere).Should().BeApproximately(0.05, 0.015);
        Visits.Where(v => v.Triage != null).Should().OnlyContain(v => v.State == VisitState.SentElsewhere == (v.Triage!.Decision != Direction.DigitalSpace));
        Visits.Should().NotContain(v => v.State == VisitState.SentElsewhere && v.Triage == null);
    }

    [Fact]
    public void A_handful_was_closed_by_the_clock_at_ten_in_the_evening()
    {
        var closed = Visits.Where(v => v.State == VisitState.ClosedAutomatically).ToList();
        ((double)closed.Count / Queued.Count).Should().BeInRange(0.001, 0.006);
        closed.Should().OnlyContain(v => v.StateSince!.Value.ToParis().TimeOfDay == new TimeSpan(22, 0, 0));
    }

    [Fact]
    public void The_theme_stated_at_the_door_is_mostly_but_not_always_among_the_requests()
    {
        var stated = Visits.Where(v => v.State == VisitState.Seen && v.Triage?.ThemeId != null).ToList();

        Share(stated, v => v.Sessions[0].Requests.Any(r => r.ThemeId == v.Triage!.ThemeId)).Should().BeInRange(0.7, 0.85);
    }

    [Fact]
    public void Today_s_queue_has_its_steps_and_older_days_have_none()
    {
        var today = Queued.Where(v => DemoDataShapeTests.DayOf(v) == new DateOnly(2026, 11, 24)).ToList();

        Visits.Except(today).Should().OnlyContain(v => v.Steps.Count == 0);
        today.Should().OnlyContain(v => v.Steps[0].State == VisitState.Waiting && v.Steps[0].At == v.ArrivedAt && v.Steps.Last().State == v.State && v.Steps.Last().At == v.StateSince);
        today.Where(v => v.State == VisitState.Seen).Should().NotBeEmpty().And.OnlyContain(v => v.Steps.Count == 3 && v.Steps[1].State == VisitState.InSession);
    }

    private static double Share<T>(IEnumerable<T> rows, Func<T, bool> isCounted)
    {
        var list = rows.ToList();
        return (double)list.Count(isCounted) / list.Count;
    }
}
