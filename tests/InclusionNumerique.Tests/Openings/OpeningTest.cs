using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

/// <summary>Openings on an empty calendar. Today is Tuesday 24 November 2026, 10:30 in Rennes.</summary>
public abstract class OpeningTest(TestServer server) : DatabaseTest(server)
{
    protected static readonly DateOnly Today = new(2026, 11, 24);

    protected OpeningQueries Queries => Get<OpeningQueries>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.OpeningRules.ExecuteDeleteAsync(Cancellation);
    }

    /// <summary>Mediator at Blosne on Wednesdays, 9 to 12, from today on.</summary>
    protected static SaveOpeningRule.Form Rule(short weekday = 3, int from = 9, int to = 12, short everyWeeks = 1, OpeningKind kind = OpeningKind.Appointment, int siteId = Blosne, Guid? mediatorId = null) => new()
    {
        MediatorId = mediatorId ?? Mediator.Id,
        SiteId = siteId,
        Kind = kind,
        Weekday = weekday,
        EveryWeeks = everyWeeks,
        StartsAt = new(from, 0),
        EndsAt = new(to, 0),
        From = Today,
    };

    protected Task<Outcome> SaveAsync(SaveOpeningRule.Form form, Actor? actor = null) => Get<SaveOpeningRule>().ExecuteAsync(form, actor ?? Coordinator, Cancellation);

    /// <summary>Stores it, and gives it back as the list shows it.</summary>
    protected async Task<RuleRow> StoredAsync(SaveOpeningRule.Form form)
    {
        (await SaveAsync(form)).Refusals.Should().BeEmpty();
        return (await Queries.RulesAsync(null, null, Coordinator, Cancellation)).Single(r => r.Id == form.Id);
    }

    protected static SaveOpeningRule.Form Change(RuleRow row, DateOnly from) => new()
    {
        Id = row.Id,
        Version = row.Version,
        MediatorId = row.MediatorId,
        SiteId = row.SiteId,
        Kind = row.Kind,
        Weekday = row.Weekday,
        EveryWeeks = row.EveryWeeks,
        StartsAt = row.StartsAt,
        EndsAt = row.EndsAt,
        From = from,
        To = row.ValidTo,
    };

    protected Task<Outcome> ExceptAsync(Guid ruleId, DateOnly day, Action<SaveOpeningException.Form> change, Actor? actor = null)
    {
        var form = new SaveOpeningException.Form { RuleId = ruleId, Day = day };
        change(form);
        return Get<SaveOpeningException>().ExecuteAsync(form, actor ?? Coordinator, Cancellation);
    }

    protected Task<Outcome> AwayAsync(DayHours when, Guid? mediatorId = null) =>
        Get<SaveAbsence>().ExecuteAsync(new() { MediatorId = mediatorId ?? Mediator.Id, Reason = AbsenceReason.Leave, When = when }, Coordinator, Cancellation);

    protected Task<Outcome> ShutAsync(int? siteId, DayHours when) =>
        Get<SaveClosure>().ExecuteAsync(new() { SiteId = siteId, Label = "Travaux", When = when }, Coordinator, Cancellation);

    /// <summary>"25/11 9-12 B": day, local hours, site by its number, in order.</summary>
    protected async Task<List<string>> PeriodsAsync(DateOnly first, DateOnly last)
    {
        await using var db = OpenDb();
        return await db.Database.SqlQuery<string>($"""
            SELECT to_char(day, 'DD/MM') || ' ' || to_char(starts_at AT TIME ZONE 'Europe/Paris', 'HH24:MI') || '-' || to_char(ends_at AT TIME ZONE 'Europe/Paris', 'HH24:MI') || ' ' || site_id AS "Value"
            FROM opening_periods({first}, {last}) ORDER BY starts_at, mediator_id
            """).ToListAsync(Cancellation);
    }

    /// <summary>A planned appointment of 30 minutes, by default with Mediator at Blosne.</summary>
    protected async Task<Guid> BookAsync(DateOnly day, int hour, Guid? mediatorId = null, int siteId = Blosne)
    {
        await using var db = OpenDb();
        var reason = await db.AppointmentReasons.OrderBy(r => r.Id).FirstOrDefaultAsync(Cancellation)
            ?? db.Add(new AppointmentReason { Label = "Démarche", Minutes = 30, BookableBy = BookingOrigin.Mediator, Position = 1 }).Entity;
        await db.SaveChangesAsync(Cancellation);
        var start = ParisTime.At(day, new(hour, 0));
        var appointment = new Appointment
        {
            Id = Guid.CreateVersion7(),
            SiteId = siteId,
            MediatorId = mediatorId ?? Mediator.Id,
            ReasonId = reason.Id,
            StartsAt = start,
            EndsAt = start.AddMinutes(30),
            BlockedUntil = start.AddMinutes(30),
            State = AppointmentState.Planned,
            Label = "Usager Démo",
            BookedById = Receptionist.Id,
            Origin = BookingOrigin.Reception,
            CreatedAt = Now,
        };
        db.Add(appointment);
        await db.SaveChangesAsync(Cancellation);
        return appointment.Id;
    }
}
