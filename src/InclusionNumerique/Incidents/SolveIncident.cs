using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Incidents;

/// <summary>Says when something worked again and thanks to whom; or, when that was wrong, that it still does not.</summary>
public sealed class SolveIncident(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        /// <summary>Null: now.</summary>
        public DateOnly? Day { get; set; }

        public TimeOnly? Time { get; set; }

        public SolvedBy? By { get; set; }

        /// <summary>Minutes that people say they lost; null: counted from the duration when it was blocking.</summary>
        public int? MinutesLost { get; set; }

        /// <summary>Opens it again.</summary>
        public bool IsReopened { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var incident = await db.Incidents.SingleOrDefaultAsync(i => i.Id == form.Id, cancellation);
        if (!actor.May(nameof(SolveIncident)) || (incident?.SiteId is { } site && !actor.May(nameof(SolveIncident), site)))
        {
            return Outcome.Forbidden;
        }

        if (incident is null)
        {
            return IncidentTexts.Gone;
        }

        if (incident.EndedAt is null == form.IsReopened)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        var refusals = form.IsReopened ? [] : Check(form, incident, now);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        incident.EndedAt = form.IsReopened ? null : EndOf(form, now);
        incident.SolvedBy = form.IsReopened ? null : form.By;
        incident.MinutesLost = form.IsReopened ? null : form.MinutesLost;
        return await db.SaveAsync(
            () => db.Audit(actor, now, nameof(SolveIncident), nameof(Incident), incident.Id, incident.SiteId),
            Outcome.Refused("", "Ce site a été signalé en panne à nouveau entre-temps."),
            cancellation);
    }

    private static DateTimeOffset EndOf(Form form, DateTimeOffset now) => form.Day is { } day && form.Time is { } time ? ParisTime.At(day, time) : now;

    private static List<Refusal> Check(Form form, Incident incident, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        if (form.By is null || !Enum.IsDefined(form.By.Value))
        {
            refusals.Add(new Refusal(nameof(form.By), "Dites qui l’a réglé."));
        }

        if (form.Day is null != form.Time is null)
        {
            refusals.Add(new Refusal(nameof(form.Time), "Indiquez le jour et l’heure, ou laissez les deux vides : réglé maintenant."));
        }
        else if (form.Day is { Year: < 2018 or > 2200 } || EndOf(form, now) < incident.StartedAt || EndOf(form, now) > now)
        {
            refusals.Add(new Refusal(nameof(form.Time), $"La fin vient après le début ({FrenchTime.Moment(incident.StartedAt)}), et n’est pas dans le futur."));
        }

        if (form.MinutesLost is < 0 or > Incident.MinutesLostMost)
        {
            refusals.Add(new Refusal(nameof(form.MinutesLost), $"Entre 0 et {Incident.MinutesLostMost:N0} minutes."));
        }

        return refusals;
    }
}
