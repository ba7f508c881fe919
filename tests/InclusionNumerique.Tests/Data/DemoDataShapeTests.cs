using InclusionNumerique.Data;
using InclusionNumerique.Sites;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Data;

/// <summary>The demo's figures against those of the evaluation report of 2021.</summary>
public sealed class DemoDataShapeTests
{
    /// <summary>A Tuesday, 10:30 in Rennes.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    internal static readonly DemoDataHouse House = new([.. ReferenceData.Sites()], [.. DeskReferenceData.Rules()], new Dictionary<(int, DateOnly), short>());

    private static readonly List<Visit> Visits = [.. DemoData.Recent(18, House, Now)];

    [Fact]
    public void The_same_instant_gives_the_same_visits()
    {
        DemoData.Latest(300, House, 7, Now).Select(Words).Should().Equal(DemoData.Latest(300, House, 7, Now).Select(Words));
    }

    [Fact]
    public void A_day_once_made_never_changes()
    {
        // Written down: another machine, runtime or starting day must find these very rows.
        var visits = new DemoDataVisits(House, 0, Now.AddYears(1)).On(new DateOnly(2026, 9, 7)).ToList();

        $"{visits.Count} {visits[0].Id} {visits[^1].Id}".Should().Be("90 01a07aac-5f00-7ab2-bd5f-601a62f0f1f2 01a07c63-0fb0-7b9f-a832-763b95975f90");
    }

    [Fact]
    public void Another_seed_shares_no_id()
    {
        var ids = DemoData.Latest(2000, House, 0, Now).Concat(DemoData.Latest(2000, House, 2000, Now)).Select(v => v.Id).ToList();

        ids.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Ids_are_of_version_7_and_of_the_visit_s_own_time()
    {
        foreach (var visit in Visits)
        {
            var text = visit.Id.ToString("N");
            text[12].Should().Be('7');
            Convert.ToInt64(text[..12], 16).Should().Be(visit.ArrivedAt.ToUnixTimeMilliseconds());
        }
    }

    [Fact]
    public void An_ordinary_week_has_three_walk_in_half_days_a_site_of_9_to_13_people()
    {
        // "Dix-huit à vingt-cinq personnes" a day. On the other half-days, of appointments, fewer come.
        var weeks = Visits.GroupBy(v => MondayOf(DayOf(v))).Where(w => IsOrdinary(w.Key)).ToList();
        weeks.Should().HaveCountGreaterThan(40);
        foreach (var week in weeks.SelectMany(w => w.GroupBy(v => v.SiteId)))
        {
            var busy = week.GroupBy(v => (DayOf(v), v.ArrivedAt.ToParis().Hour < 13)).Select(g => g.Count()).Where(n => n >= 9).ToList();
            busy.Should().HaveCount(3).And.OnlyContain(n => n <= 13);
        }
    }

    [Fact]
    public void Nobody_comes_on_Sundays_and_public_holidays()
    {
        Visits.Should().NotContain(v => DayOf(v).DayOfWeek == DayOfWeek.Sunday || PublicHolidays.NameOf(DayOf(v)) != null);
    }

    [Fact]
    public void People_come_while_the_desk_is_open()
    {
        Visits.Select(v => v.ArrivedAt.ToParis().TimeOfDay).Should().OnlyContain(t =>
            (t >= new TimeSpan(9, 0, 0) && t < new TimeSpan(12, 0, 0)) || (t >= new TimeSpan(14, 0, 0) && t < new TimeSpan(17, 30, 0)));
    }

    [Fact]
    public void Nothing_is_in_the_future()
    {
        Visits.Should().OnlyContain(v => v.ArrivedAt <= Now && v.RecordedAt <= Now);
        Visits.SelectMany(v => v.Sessions).Should().OnlyContain(s => s.RecordedAt <= Now && s.StartedAt.AddMinutes(s.Minutes) <= Now);
    }

    [Fact]
    public void Nothing_is_before_the_opening_of_its_site()
    {
        var visits = DemoData.Recent(18, House, new DateTimeOffset(2019, 4, 1, 20, 0, 0, TimeSpan.Zero)).ToList();

        foreach (var site in House.Sites)
        {
            var first = visits.Where(v => v.SiteId == site.Id).Min(DayOf);
            first.Should().BeOnOrAfter(site.OpenedOn).And.BeBefore(site.OpenedOn.AddDays(7));
        }
    }

    [Fact]
    public void Today_has_a_handful_of_people_waiting_at_the_desks_that_are_open()
    {
        var waiting = Visits.Where(v => v.State == VisitState.Waiting).ToList();

        waiting.Should().OnlyContain(v => DayOf(v) == new DateOnly(2026, 11, 24) && v.Sessions.Count == 0);
        waiting.GroupBy(v => v.SiteId).Should().HaveCount(4).And.OnlyContain(site => site.Count() >= 2 && site.Count() <= 4);
    }

    [Fact]
    public void Nobody_waits_once_the_desks_are_closed()
    {
        DemoData.Recent(1, House, Now.AddHours(10)).Should().NotContain(v => v.State == VisitState.Waiting);
    }

    [Fact]
    public void August_and_the_end_of_the_year_are_calm_September_and_January_are_not()
    {
        double PerOpenDay(int year, int month, int first = 1, int last = 28) => Enumerable.Range(first, last - first + 1).Select(d => new DateOnly(year, month, d))
            .Where(DemoDataCalendar.IsOpen).Average(d => Visits.Count(v => DayOf(v) == d));

        var usual = PerOpenDay(2026, 3);
        PerOpenDay(2026, 8).Should().BeLessThan(0.65 * usual);
        PerOpenDay(2025, 12, 22, 31).Should().BeLessThan(0.65 * usual);
        PerOpenDay(2026, 9).Should().BeGreaterThan(usual);
        PerOpenDay(2026, 1, 5, 31).Should().BeGreaterThan(usual);
    }

    [Fact]
    public void Monday_is_the_heaviest_day()
    {
        Visits.CountBy(v => DayOf(v).DayOfWeek).MaxBy(d => d.Value).Key.Should().Be(DayOfWeek.Monday);
    }

    /// <summary>All that is stored of a visit.</summary>
    internal static string Words(Visit v) =>
        $"{v.Id} {v.SiteId} {v.ArrivedAt:O} {v.Origin} {v.State} {v.RecordedById} {v.RecordedAt:O} {v.Facts} "
        + $"{v.Number} {v.Priority} {v.UrgentReason} {v.EligibleAt:O} {v.StateSince:O} {v.MediatorId} {v.SeenAt:O} {v.VisitorId} "
        + $"{v.Triage?.Need} {v.Triage?.Urgency} {v.Triage?.Autonomy} {v.Triage?.ThemeId} {v.Triage?.Advice} {v.Triage?.RuleId} {v.Triage?.Decision} {v.Triage?.Reason} "
        + $"{v.Triage?.Papers} {v.Triage?.At:O} {v.Triage?.ById} " + string.Join(';', v.Steps.Select(s => $"{s.At:O} {s.State} {s.Number} {s.MediatorId} {s.SeenAt:O} {s.ById}")) + string.Join(';', v.Sessions.Select(s =>
            $"{s.Id} {s.VisitId} {s.SiteId} {s.MediatorId} {s.StartedAt:O} {s.Minutes} {s.Place} {s.Note} {s.RecordedAt:O} " + string.Join(',', s.Requests.Select(r =>
                $"{r.Id} {r.Position} {r.ThemeId} {r.OrganisationId} {r.IsFoundOnTheWay} {r.Level} {r.ActedBy} {r.Keyboard} {r.Outcome} {r.CauseId} {r.Minutes}"))));

    internal static DateOnly DayOf(Visit visit) => DateOnly.FromDateTime(visit.ArrivedAt.ToParis());

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static bool IsOrdinary(DateOnly monday) =>
        monday > new DateOnly(2025, 5, 24) && monday < new DateOnly(2026, 11, 23)
        && Enumerable.Range(0, 6).Select(monday.AddDays).All(d => DemoDataCalendar.IsOpen(d) && !DemoDataCalendar.IsLull(d));
}
