using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Appointments;

/// <summary>A test on mediators who receive by appointment: the mediator at Blosne on Tuesdays and Wednesdays, her colleague on Wednesdays, both from 9 to 12.</summary>
public abstract class AppointmentTest(TestServer server) : DatabaseTest(server)
{
    /// <summary>45 minutes and 15 of buffer.</summary>
    protected const int Procedure = 1;

    /// <summary>30 minutes, no buffer.</summary>
    protected const int Continued = 3;

    /// <summary>For mediators alone.</summary>
    protected const int HomeVisit = 7;

    /// <summary>The Wednesday of the next week, at 9:00 in Rennes.</summary>
    protected static readonly DateTimeOffset Wednesday = Local(2026, 12, 2, 9, 0);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await OpenAsync(Mediator, Blosne, DayOfWeek.Tuesday);
        await OpenAsync(Mediator, Blosne, DayOfWeek.Wednesday);
        await OpenAsync(OtherMediator, Blosne, DayOfWeek.Wednesday);
    }

    protected static DateTimeOffset Local(int year, int month, int day, int hour, int minute) => ParisTime.At(new(year, month, day), new(hour, minute));

    protected async Task<Guid> OpenAsync(Actor mediator, int site, DayOfWeek day, int from = 9, int until = 12, OpeningKind kind = OpeningKind.Appointment)
    {
        await using var db = OpenDb();
        var rule = db.OpeningRules.Add(new OpeningRule
        {
            Id = Guid.CreateVersion7(), MediatorId = mediator.Id, SiteId = site, Kind = kind, Weekday = (short)(day == DayOfWeek.Sunday ? 7 : (int)day),
            StartsAt = new(from, 0), EndsAt = new(until, 0), ValidFrom = new(2026, 1, 5),
        }).Entity;
        await db.SaveChangesAsync(Cancellation);
        return rule.Id;
    }

    protected static BookingForm For(DateTimeOffset startsAt, Actor? mediator = null, int reason = Continued, string label = "Usager Démo") => new()
    {
        SiteId = Blosne, MediatorId = (mediator ?? Mediator).Id, ReasonId = reason, StartsAt = startsAt, Label = label,
    };

    /// <summary>Booked by the reception.</summary>
    protected async Task<Guid> BookedAsync(DateTimeOffset startsAt, Actor? mediator = null, Action<BookingForm>? change = null, Actor? by = null)
    {
        var form = For(startsAt, mediator);
        change?.Invoke(form);
        (await Get<BookAppointment>().ExecuteAsync(form, by ?? Receptionist, Cancellation)).Refusals.Should().BeEmpty();
        return form.Id;
    }

    protected async Task<Appointment> ReadAsync(Guid id)
    {
        await using var db = OpenDb();
        return await db.Appointments.AsNoTracking().Include(a => a.Steps.OrderBy(s => s.Id)).SingleAsync(a => a.Id == id, Cancellation);
    }

    protected async Task<IReadOnlyList<DateTimeOffset>> SlotsAsync(int reason = Continued, int site = Blosne, Actor? actor = null, DateOnly? from = null) =>
        [.. (await Get<AppointmentQueries>().SlotsAsync(new(reason, From: from), actor ?? Receptionist, Cancellation))!.Columns.Single(c => c.SiteId == site).Slots.Select(s => s.StartsAt)];
}
