using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Openings;
using InclusionNumerique.Staff;

namespace InclusionNumerique.Tests.Openings;

/// <summary>A test on the mediator's calendar, with a link to it.</summary>
public abstract class CalendarTest(TestServer server) : DatabaseTest(server)
{
    protected string Secret { get; } = InvitationToken.New();

    protected static DateOnly FirstDay { get; } = new(2026, 10, 25);

    protected static DateOnly LastDay { get; } = new(2027, 11, 24);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await Get<RenewCalendarFeed>().ExecuteAsync(new(Secret), Mediator, Cancellation)).IsDone.Should().BeTrue();
    }

    protected static DateTimeOffset Local(DateOnly day, int hour, int minute = 0) => ParisTime.At(day, new(hour, minute));

    protected Task<string?> TextAsync() => Get<CalendarFeedReader>().ReadAsync(Secret, Cancellation);

    private protected async Task<IReadOnlyList<ReadEvent>> ReadAsync() =>
        [.. (await ReadCalendar.ReadAsync((await TextAsync())!, ParisTime.StartOf(FirstDay), Cancellation)).Events.OrderBy(e => e.StartsAt)];

    protected async Task AddAsync(params object[] rows)
    {
        await using var db = OpenDb();
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancellation);
    }

    protected static OpeningRule Rule(DayOfWeek day, DateOnly from, Actor? mediator = null, int every = 1, DateOnly? until = null, int site = Blosne, OpeningKind kind = OpeningKind.WalkIn) => new()
    {
        Id = Guid.CreateVersion7(), MediatorId = (mediator ?? Mediator).Id, SiteId = site, Kind = kind, Weekday = (short)(day == DayOfWeek.Sunday ? 7 : (int)day),
        EveryWeeks = (short)every, StartsAt = new(9, 0), EndsAt = new(12, 0), ValidFrom = from, ValidTo = until,
    };

    protected static Absence Away(DateTimeOffset from, DateTimeOffset until, Actor? mediator = null) =>
        new() { Id = Guid.CreateVersion7(), MediatorId = (mediator ?? Mediator).Id, StartsAt = from, EndsAt = until, Reason = AbsenceReason.Leave };

    protected static Closure Shut(DateTimeOffset from, DateTimeOffset until, int? site = Blosne) =>
        new() { Id = Guid.CreateVersion7(), SiteId = site, StartsAt = from, EndsAt = until, Label = "Travaux" };

    /// <summary>With the step that brought it where it is.</summary>
    protected static Appointment Booked(DateTimeOffset startsAt, AppointmentState state = AppointmentState.Planned, DateTimeOffset? since = null, Actor? mediator = null, int sequence = 0)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id, SiteId = Blosne, MediatorId = (mediator ?? Mediator).Id, ReasonId = 1, StartsAt = startsAt, EndsAt = startsAt.AddMinutes(45), BlockedUntil = startsAt.AddMinutes(60),
            State = state, HeldUntil = state == AppointmentState.Held ? Now.AddMinutes(5) : null, Label = "Usager Démo Secret", Phone = "+33639980102", Email = "usager@demo.invalid",
            BookedById = Receptionist.Id, Origin = BookingOrigin.Reception, CreatedAt = Now.AddDays(-60), Sequence = sequence,
            CancelReason = state == AppointmentState.CancelledByPerson ? CancelReason.Unavailable : state == AppointmentState.CancelledByService ? CancelReason.Mistake : null,
            Steps = { new AppointmentStep { AppointmentId = id, At = since ?? Now.AddDays(-1), State = state, SiteId = Blosne, MediatorId = Mediator.Id, StartsAt = startsAt, EndsAt = startsAt.AddMinutes(45) } },
        };
    }
}
