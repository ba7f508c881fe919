using InclusionNumerique.Appointments;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Openings;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Appointments, delays and promised half-days, counted by hand.</summary>
public sealed class AppointmentFiguresTests(TestServer server) : FigureTest(server)
{
    private static readonly DateOnly Day = new(2026, 11, 10);

    private static readonly FigureFilter ThisMonth = new(November);

    private DateTimeOffset _next = ParisTime.At(Day, new TimeOnly(8, 0));

    [Fact]
    public async Task Appointments_count_by_what_became_of_them_on_their_own_day()
    {
        await AddAsync(30, AppointmentState.Kept);
        await AddAsync(20, AppointmentState.Missed);
        await AddAsync(12, AppointmentState.CancelledByPerson, reason: CancelReason.NoLongerNeeded);
        await AddAsync(11, AppointmentState.CancelledByService, reason: CancelReason.MediatorAway);
        await AddAsync(13, AppointmentState.Planned, origin: BookingOrigin.Professional);

        var report = (await FiguresAsync(ThisMonth)).Appointments;

        report.Booked.Now.Value.Should().Be(86);
        Counts(report, "rdv-etats").Should().Equal(30, 20, 12, 11, 0, 0, 13);
        Counts(report, "rdv-origines").Should().Equal(73, 0, 13);
        Counts(report, "rdv-annulations").Should().Equal(0, 12, 0, 11, 0, 0, 0, 0);
        report.Kept.Now.Should().Be(new Proportion(Figure.Of(30), Figure.Of(50)));
        report.KeptOfSites[Blosne - 1].Now.Share.Should().Be(0.6);
    }

    [Fact]
    public async Task A_hold_or_another_month_counts_for_nothing()
    {
        await AddAsync(20, AppointmentState.Held);
        await AddAsync(20, AppointmentState.Kept, day: new DateOnly(2026, 10, 6));

        var report = (await FiguresAsync(ThisMonth)).Appointments;

        report.Booked.Should().Be(new Compared(Figure.Of(0), Figure.Of(20)));
    }

    [Fact]
    public async Task Few_missed_cannot_be_worked_out_from_the_sites_or_the_total()
    {
        await AddAsync(40, AppointmentState.Kept);
        await AddAsync(3, AppointmentState.Missed);
        await AddAsync(40, AppointmentState.Kept, siteId: Villejean);
        await AddAsync(15, AppointmentState.Missed, siteId: Villejean);

        var report = (await FiguresAsync(ThisMonth)).Appointments;

        report.Booked.Now.Value.Should().Be(98);
        report.KeptOfSites[Blosne - 1].Now.Share.Should().BeNull();
        // 43 at Blosne less 40 kept, and 18 missed less 15 at Villejean, would both tell the three.
        (report.KeptOfSites[Blosne - 1].Now.Part.Value is null || report.KeptOfSites[Blosne - 1].Now.Whole.Value is null).Should().BeTrue();
        (report.Kept.Now.Whole.Value is null || report.KeptOfSites[Villejean - 1].Now.Whole.Value is null).Should().BeTrue();
    }

    [Fact]
    public async Task Ten_appointments_show_nothing()
    {
        await AddAsync(10, AppointmentState.Kept);

        var report = (await FiguresAsync(ThisMonth)).Appointments;

        report.Booked.Now.Should().Be(Figure.Small);
        report.Tables.SelectMany(t => t.Lines).Should().OnlyContain(l => l.Count.Now.Value == null);
        report.Delay.Now.Should().Be(new Wait(false, null, null));
    }

    [Fact]
    public async Task Few_who_came_without_being_received_hide_the_visits_by_appointment()
    {
        // 40 kept of 44 visits by appointment would tell the four.
        await AddVisitsAsync(44, Day);
        await using (var db = OpenDb())
        {
            await db.Visits.ExecuteUpdateAsync(u => u.SetProperty(v => v.Origin, Origin.Appointment), Cancellation);
        }

        await AddVisitsAsync(30, Day);
        await AddAsync(40, AppointmentState.Kept);
        await AddAsync(4, AppointmentState.Arrived);

        var report = (await FiguresAsync(ThisMonth)).Appointments;

        report.ByAppointment.Now.Part.Should().Be(Figure.Withheld);
        report.Columns.Single(c => c.ByAppointment.Whole.Value == 74).ByAppointment.Part.Should().Be(Figure.Withheld);
    }

    [Fact]
    public async Task One_hidden_week_is_enough_to_hide_few_who_came_without_being_received()
    {
        foreach (var day in new[] { Day.AddDays(-7), Day })
        {
            await AddVisitsAsync(44, day);
        }

        await using (var db = OpenDb())
        {
            await db.Visits.ExecuteUpdateAsync(u => u.SetProperty(v => v.Origin, Origin.Appointment), Cancellation);
        }

        await AddVisitsAsync(30, Day.AddDays(-7));
        await AddVisitsAsync(30, Day);
        await AddAsync(44, AppointmentState.Kept, day: Day.AddDays(-7));
        await AddAsync(40, AppointmentState.Kept);
        await AddAsync(4, AppointmentState.Arrived);

        var report = (await FiguresAsync(ThisMonth)).Appointments;

        report.ByAppointment.Now.Part.Should().Be(Figure.Withheld);
        report.Columns.Where(c => c.ByAppointment.Whole.Value == 74).Select(c => c.ByAppointment.Part).Should().Equal(Figure.Of(44), Figure.Withheld);
    }

    [Fact]
    public async Task Few_who_came_without_an_appointment_hide_the_appointments()
    {
        await AddVisitsAsync(40, Day);
        await using (var db = OpenDb())
        {
            await db.Visits.ExecuteUpdateAsync(u => u.SetProperty(v => v.Origin, Origin.Appointment), Cancellation);
        }

        await AddVisitsAsync(4, Day);
        await AddAsync(40, AppointmentState.Kept);

        (await FiguresAsync(ThisMonth)).Appointments.Booked.Now.Should().Be(Figure.Withheld);
    }

    [Fact]
    public async Task Delays_run_from_the_booking_to_the_day_of_the_appointment()
    {
        for (var days = 1; days <= 21; days++)
        {
            await AddAsync(1, AppointmentState.Kept, daysBefore: days);
        }

        var report = (await FiguresAsync(ThisMonth)).Appointments;

        report.Delay.Now.Should().Be(new Wait(false, 11, 19));
        report.DelayOfSites[Blosne - 1].Now.Median.Should().Be(11);
        report.DelayOfSites[0].Now.IsNone.Should().BeTrue();
    }

    [Fact]
    public async Task Visits_by_appointment_are_a_share_of_the_visits_of_each_week()
    {
        await AddVisitsAsync(30, new DateOnly(2026, 11, 3));
        await AddVisitsAsync(20, new DateOnly(2026, 11, 5));
        await AddVisitsAsync(40, new DateOnly(2026, 11, 10));
        await using (var db = OpenDb())
        {
            await db.Visits.Where(v => v.Day == new DateOnly(2026, 11, 5)).ExecuteUpdateAsync(u => u.SetProperty(v => v.Origin, Origin.Appointment), Cancellation);
        }

        var report = (await FiguresAsync(ThisMonth)).Appointments;

        report.ByAppointment.Now.Should().Be(new Proportion(Figure.Of(20), Figure.Of(90)));
        report.Columns.Single(c => c.Start == new DateOnly(2026, 11, 2)).ByAppointment.Should().Be(new Proportion(Figure.Of(20), Figure.Of(50)));
        report.Columns.Single(c => c.Start == new DateOnly(2026, 11, 9)).ByAppointment.Share.Should().Be(0);
    }

    [Fact]
    public async Task Promised_half_days_count_in_whole_weeks_once_a_site_and_never_on_a_holiday()
    {
        // November 2026: the weeks of the 2nd, the 9th (Armistice on the Wednesday) and the 16th are whole.
        await AddRuleAsync(Mediator.Id, OpeningKind.WalkIn, weekday: 1, hour: 9);
        await AddRuleAsync(OtherMediator.Id, OpeningKind.WalkIn, weekday: 1, hour: 10);
        await AddRuleAsync(Mediator.Id, OpeningKind.WalkIn, weekday: 3, hour: 14);
        await AddRuleAsync(Mediator.Id, OpeningKind.Appointment, weekday: 4, hour: 14);

        var report = (await FiguresAsync(new FigureFilter(November, Blosne))).Appointments;

        report.Coverage.Should().Be(new CoverageLine("Ensemble", 5, 9, 4, 6));
        report.Weeks.Select(w => w.Held[0]).Should().Equal((2, 3), (1, 3), (2, 3));
    }

    [Fact]
    public async Task One_week_s_surplus_does_not_fill_another_s_hole()
    {
        await using (var db = OpenDb())
        {
            await db.Sites.Where(s => s.Id == Blosne).ExecuteUpdateAsync(u => u.SetProperty(s => s.PromisedHalfDays, (short)1), Cancellation);
        }

        foreach (var weekday in new short[] { 1, 2, 4 })
        {
            await AddRuleAsync(Mediator.Id, OpeningKind.WalkIn, weekday, 9, every: 2);
        }

        var report = (await FiguresAsync(new FigureFilter(November, Blosne, Comparison.None))).Appointments;

        report.Coverage.Held.Should().BeInRange(1, 2);
        report.Coverage.Promised.Should().Be(3);
    }

    [Fact]
    public async Task The_first_free_slot_is_counted_in_days_from_today_or_is_none()
    {
        await AddRuleAsync(Mediator.Id, OpeningKind.Appointment, weekday: 4, hour: 14);

        var slots = (await FiguresAsync(ThisMonth)).Appointments.FirstSlots;

        slots[Blosne - 1].Should().Be(new FirstSlotLine("Blosne", 2));
        slots.Where(s => s.Label != "Blosne").Should().OnlyContain(s => s.Days == null);
    }

    [Fact]
    public async Task A_reason_for_overbooking_is_written_only_where_it_came_back_eleven_times()
    {
        await AddAsync(30, AppointmentState.Kept);
        await AddAsync(14, AppointmentState.Kept, overbooked: "Droit coupé");
        await AddAsync(6, AppointmentState.Kept, overbooked: "Madame Untelle insiste");
        await AddAsync(7, AppointmentState.Kept, overbooked: "Autre histoire");

        var report = (await FiguresAsync(ThisMonth)).Appointments;

        report.Overbooked.Now.Value.Should().Be(27);
        report.Tables.Single(t => t.Id == "rdv-surreservations").Lines.Select(l => (l.Label, l.Count.Now.Value)).Should().Equal(("Droit coupé", 14), ("Autres raisons", 13));
    }

    private static IEnumerable<long?> Counts(AppointmentReport report, string table) => report.Tables.Single(t => t.Id == table).Lines.Select(l => l.Count.Now.Value);

    private async Task AddAsync(
        int count, AppointmentState state, int siteId = Blosne, CancelReason? reason = null, BookingOrigin origin = BookingOrigin.Reception, int daysBefore = 3, DateOnly? day = null, string? overbooked = null)
    {
        await using var db = OpenDb();
        var reasonId = await db.AppointmentReasons.Select(r => r.Id).FirstAsync(Cancellation);
        for (var i = 0; i < count; i++)
        {
            // Five minutes each, one after the other: what the database accepts.
            _next = _next.AddMinutes(5);
            var starts = day is { } other ? ParisTime.At(other, new TimeOnly(8, 0)).AddMinutes(5 * i) : _next;
            db.Appointments.Add(new Appointment
            {
                Id = Guid.CreateVersion7(), SiteId = siteId, MediatorId = Mediator.Id, ReasonId = reasonId, StartsAt = starts, EndsAt = starts.AddMinutes(5), BlockedUntil = starts.AddMinutes(5),
                State = state, HeldUntil = state == AppointmentState.Held ? Now : null, CancelReason = reason, Label = "Usager Démo", BookedById = Receptionist.Id, Origin = origin,
                CreatedAt = starts.AddDays(-daysBefore), OverbookingRank = (short)(overbooked is null ? 0 : 1), OverbookingReason = overbooked,
            });
        }

        await db.SaveChangesAsync(Cancellation);
    }

    private async Task AddRuleAsync(Guid mediatorId, OpeningKind kind, short weekday, int hour, short every = 1)
    {
        await using var db = OpenDb();
        db.OpeningRules.Add(new OpeningRule
        {
            Id = Guid.CreateVersion7(), MediatorId = mediatorId, SiteId = Blosne, Kind = kind, Weekday = weekday, EveryWeeks = every, StartsAt = new TimeOnly(hour, 0), EndsAt = new TimeOnly(hour + 2, 0), ValidFrom = new DateOnly(2026, 1, 5),
        });
        await db.SaveChangesAsync(Cancellation);
    }
}
