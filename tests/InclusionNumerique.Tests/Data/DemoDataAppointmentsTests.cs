using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Openings;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Data;

/// <summary>The demo's openings and appointments, as stored; that no two overlap is the database's own word.</summary>
public sealed class DemoDataAppointmentsTests(TestServer server) : DatabaseTest(server)
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    protected override (string Name, Func<InclusionDb, Task> Fill)? World => ("demo_four_months", db => DemoData.EnsureAsync(db, Clock, months: 4, CancellationToken.None));

    [Fact]
    public async Task Each_site_holds_its_three_promised_half_days_but_one_that_has_a_hole_this_week()
    {
        var monday = new DateOnly(2026, 11, 23);

        var held = (await HalfDaysAsync(monday.AddDays(-7), monday.AddDays(-1))).CountBy(h => h.SiteId);
        var now = (await HalfDaysAsync(monday, monday.AddDays(6))).CountBy(h => h.SiteId).ToDictionary();

        held.Should().HaveCount(6).And.OnlyContain(s => s.Value == 3);
        now.Values.Order().Should().Equal(2, 3, 3, 3, 3, 3);
    }

    [Fact]
    public async Task The_openings_have_exceptions_absences_past_and_to_come_a_closure_and_rules_of_every_second_week()
    {
        await using var db = OpenDb();
        var absences = await db.Absences.ToListAsync(Cancellation);

        (await db.OpeningRules.CountAsync(r => r.EveryWeeks == 2, Cancellation)).Should().Be(2);
        (await db.OpeningExceptions.ToListAsync(Cancellation)).Should().HaveCount(4).And.Contain(e => e.IsCancelled).And.Contain(e => e.MediatorId != null).And.Contain(e => e.StartsAt != null);
        absences.Should().Contain(a => a.EndsAt < Now).And.Contain(a => a.StartsAt > Now);
        (await db.Closures.ToListAsync(Cancellation)).Should().ContainSingle(c => c.StartsAt > Now);
        (await db.Sites.ToListAsync(Cancellation)).Should().OnlyContain(s => s.Address == $"{s.Id} rue de la Démo, 35000 Rennes" && s.Phone == $"02 61 91 00 0{s.Id}");
    }

    [Fact]
    public async Task Whoever_is_away_receives_nobody()
    {
        await using var db = OpenDb();
        foreach (var leave in await db.Absences.Where(a => a.Reason == AbsenceReason.Leave && a.EndsAt < Now).ToListAsync(Cancellation))
        {
            (await db.Sessions.AnyAsync(s => s.MediatorId == leave.MediatorId && s.StartedAt >= leave.StartsAt && s.StartedAt < leave.EndsAt, Cancellation)).Should().BeFalse();
        }
    }

    [Fact]
    public async Task Each_visit_by_appointment_has_one_which_follows_it()
    {
        await using var db = OpenDb();
        var visits = await db.Visits.Where(v => v.Origin == Origin.Appointment).ToDictionaryAsync(v => v.Id, Cancellation);
        var appointments = await db.Appointments.Include(a => a.Steps.OrderBy(s => s.Id)).Where(a => a.VisitId != null).ToListAsync(Cancellation);

        appointments.Should().HaveCountGreaterThan((int)(0.99 * visits.Count));
        foreach (var appointment in appointments)
        {
            var visit = visits[appointment.VisitId!.Value];
            appointment.State.Should().Be(
                visit.State == VisitState.Seen ? AppointmentState.Kept : appointment.StartsAt < Now.AddDays(-DemoDataAppointments.SettledAfterDays) ? AppointmentState.CancelledByService : AppointmentState.Arrived);
            (appointment.SiteId, appointment.Day, appointment.VisitorId).Should().Be((visit.SiteId, visit.Day, visit.VisitorId));
            appointment.Steps.Select(s => s.At).Should().BeInAscendingOrder();
        }
    }

    [Fact]
    public async Task One_in_eight_is_missed_and_one_in_ten_cancelled_with_a_reason()
    {
        var past = await PastAsync();

        Share(past, a => a.State == AppointmentState.Missed).Should().BeApproximately(0.12, 0.02);
        Share(past, a => a.CancelReason is not (null or CancelReason.LeftUnseen)).Should().BeApproximately(0.10, 0.02);
        Share(past, a => a.OverbookingRank > 0).Should().BeInRange(0.0005, 0.03);
        past.Where(a => a.CancelReason is not (null or CancelReason.LeftUnseen)).Select(a => a.CancelReason).Distinct().Should().HaveCount(7);
    }

    [Fact]
    public async Task They_are_booked_one_to_twenty_days_before_by_the_reception_mediators_and_professionals()
    {
        var past = await PastAsync();

        past.Should().OnlyContain(a => a.CreatedAt < a.StartsAt && a.CreatedAt > a.StartsAt.AddDays(-24));
        Share(past, a => a.Origin == BookingOrigin.Reception).Should().BeInRange(0.3, 0.6);
        Share(past, a => a.Origin == BookingOrigin.Mediator).Should().BeInRange(0.3, 0.5);
        Share(past, a => a.Origin == BookingOrigin.Professional).Should().BeInRange(0.08, 0.25);
    }

    [Fact]
    public async Task Today_some_have_come_and_the_coming_weeks_fill_less_and_less()
    {
        await using var db = OpenDb();
        var coming = await db.Appointments.Where(a => a.StartsAt > Now && a.State == AppointmentState.Planned).ToListAsync(Cancellation);
        var today = await db.Appointments.Where(a => a.Day == Today).ToListAsync(Cancellation);

        today.Should().Contain(a => a.State == AppointmentState.Kept).And.Contain(a => a.State == AppointmentState.Planned);
        coming.Should().Contain(a => a.VisitorId != null).And.Contain(a => a.Label != null).And.Contain(a => a.WantsEarlierSince != null).And.Contain(a => a.OverbookingRank > 0);
        coming.Should().OnlyContain(a => a.CreatedAt < Now && a.EndsAt < Now.AddDays(30));
        var weeks = coming.GroupBy(a => (a.StartsAt - Now).Days / 7).OrderBy(w => w.Key).Select(w => w.Count()).ToList();
        weeks[0].Should().BeGreaterThan(weeks[3] * 3 / 2);
    }

    [Fact]
    public async Task Those_to_come_are_within_the_openings_for_appointments()
    {
        await using var db = OpenDb();
        (await db.Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM appointments a WHERE state = 2 AND starts_at > {Now} AND NOT EXISTS (
                SELECT 1 FROM opening_periods({Today}, {Today.AddDays(40)}) p
                WHERE p.kind = 2 AND p.mediator_id = a.mediator_id AND p.site_id = a.site_id AND p.starts_at <= a.starts_at AND a.ends_at <= p.ends_at)
            """).SingleAsync(Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task Nobody_in_them_exists()
    {
        await using var db = OpenDb();
        var all = await db.Appointments.ToListAsync(Cancellation);

        all.Where(a => a.Label != null).Should().OnlyContain(a => a.Label!.StartsWith("Usager Démo "));
        all.Where(a => a.Phone != null).Should().NotBeEmpty().And.OnlyContain(a => a.Phone!.StartsWith("+3363998") && a.Phone.Length == 12);
        all.Where(a => a.Email != null).Should().NotBeEmpty().And.OnlyContain(a => a.Email!.EndsWith(DemoData.EmailDomain));
        // The letters that were sent are there to be counted; none waits to go, and none could reach anybody.
        (await db.Messages.CountAsync(m => m.AppointmentId != null || m.State == MessageState.Waiting || m.State == MessageState.Sending, Cancellation)).Should().Be(0);
        (await db.Messages.Select(m => m.Address).ToListAsync(Cancellation)).Should().OnlyContain(a => a.EndsWith(DemoData.EmailDomain));
    }

    [Theory]
    [InlineData("2026-11-29T10:00Z")]
    [InlineData("2026-12-25T10:00Z")]
    [InlineData("2027-01-01T23:30Z")]
    [InlineData("2027-03-28T01:30Z")]
    [InlineData("2026-08-12T13:40Z")]
    [InlineData("2026-10-23T15:25Z")]
    [InlineData("2018-09-04T09:00Z")]
    public async Task Whenever_it_starts_the_database_accepts_them_all(string instant)
    {
        await using var db = OpenDb();
        await db.Database.ExecuteSqlAsync($"TRUNCATE visits, visitors, opening_rules, absences, closures, presences, workstation_uses, queue_counters CASCADE", Cancellation);
        var now = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

        await DemoData.EnsureAsync(db, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now), months: 2, Cancellation);

        (await db.Appointments.AnyAsync(a => a.StartsAt > now, Cancellation)).Should().BeTrue();
        (await db.Appointments.AnyAsync(a => a.CreatedAt > now || (a.StartsAt > now.AddMinutes(30) && (a.State == AppointmentState.Kept || a.State == AppointmentState.Missed)), Cancellation)).Should().BeFalse();
    }

    [Fact]
    public async Task A_second_start_adds_none()
    {
        await using var db = OpenDb();
        var (appointments, rules) = (await db.Appointments.CountAsync(Cancellation), await db.OpeningRules.CountAsync(Cancellation));

        Clock.Advance(TimeSpan.FromDays(3));
        await DemoData.EnsureAsync(db, Clock, months: 4, Cancellation);

        (await db.Appointments.CountAsync(Cancellation)).Should().Be(appointments);
        (await db.OpeningRules.CountAsync(Cancellation)).Should().Be(rules);
    }

    private async Task<List<Appointment>> PastAsync()
    {
        await using var db = OpenDb();
        return await db.Appointments.Where(a => a.Day < Today).ToListAsync(Cancellation);
    }

    private async Task<List<HalfDay>> HalfDaysAsync(DateOnly first, DateOnly last)
    {
        await using var db = OpenDb();
        return await db.Database.SqlQuery<HalfDay>($"SELECT DISTINCT site_id, day, starts_at > (day + time '13:00') AT TIME ZONE 'Europe/Paris' AS is_afternoon FROM opening_periods({first}, {last}) WHERE kind = 1").ToListAsync(Cancellation);
    }

    private static double Share(List<Appointment> rows, Func<Appointment, bool> isCounted) => (double)rows.Count(isCounted) / rows.Count;

    private sealed record HalfDay(int SiteId, DateOnly Day, bool IsAfternoon);
}
