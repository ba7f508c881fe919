using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Incidents;

/// <summary>Reports what does not work at a site, or changes what was reported. A public website has its own, quicker verb.</summary>
public sealed class SaveIncident(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>Null: a new incident.</summary>
        public uint? Version { get; set; }

        public int? SiteId { get; set; }

        public IncidentKind? Kind { get; set; }

        public Guid? EquipmentId { get; set; }

        /// <summary>Null: since now, for a new one.</summary>
        public DateOnly? Day { get; set; }

        public TimeOnly? Time { get; set; }

        public bool IsBlocking { get; set; }

        public ToldTo ToldTo { get; set; } = ToldTo.Nobody;

        public string? Note { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var incident = await db.Incidents.SingleOrDefaultAsync(i => i.Id == form.Id, cancellation);
        var sites = new[] { incident?.SiteId, form.SiteId }.OfType<int>().ToList();
        if (!actor.May(nameof(SaveIncident)) || sites.Exists(site => !actor.May(nameof(SaveIncident), site)))
        {
            return Outcome.Forbidden;
        }

        if (incident is null != form.Version is null)
        {
            return incident is null ? IncidentTexts.Gone : Outcome.Done;
        }

        var now = clock.GetUtcNow();
        var refusals = Check(form, now);
        if (refusals.Count == 0 && form.Day is { } && incident?.EndedAt is { } end && StartOf(form, now) > end)
        {
            refusals.Add(new Refusal(nameof(form.Time), "Cet incident s’est terminé avant cette heure."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (form.EquipmentId is { } equipment && !await db.EquipmentItems.AnyAsync(e => e.Id == equipment && e.SiteId == form.SiteId, cancellation))
        {
            return Outcome.Refused(nameof(form.EquipmentId), "Cet équipement n’est pas à ce site. Choisissez-en un autre, ou aucun.");
        }

        incident = incident is null ? db.Add(New(form, actor, now)).Entity : incident;
        db.Entry(incident).Property(i => i.Version).OriginalValue = form.Version ?? 0;
        Apply(form, incident, now);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(SaveIncident), nameof(Incident), incident.Id, incident.SiteId), Outcome.Done, cancellation);
    }

    private static Incident New(Form form, Actor actor, DateTimeOffset now) => new()
    {
        Id = form.Id, Kind = form.Kind!.Value, StartedAt = now, ReportedById = actor.Id, ReportedAt = now,
    };

    private static void Apply(Form form, Incident incident, DateTimeOffset now)
    {
        (incident.SiteId, incident.Kind, incident.EquipmentId) = (form.SiteId, form.Kind!.Value, form.EquipmentId);
        (incident.IsBlocking, incident.ToldTo, incident.Note) = (form.IsBlocking, form.ToldTo, PlainText.Tidy(form.Note));
        if (form.Day is not null)
        {
            incident.StartedAt = StartOf(form, now);
        }
    }

    private static DateTimeOffset StartOf(Form form, DateTimeOffset now) => form.Day is { } day ? ParisTime.At(day, form.Time!.Value) : now;

    private static List<Refusal> Check(Form form, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        if (form.SiteId is null)
        {
            refusals.Add(new Refusal(nameof(form.SiteId), "Choisissez le site."));
        }

        if (form.Kind is null or IncidentKind.PublicWebsite || !Enum.IsDefined(form.Kind.Value))
        {
            refusals.Add(new Refusal(nameof(form.Kind), "Choisissez ce qui ne marche pas."));
        }

        if (!Enum.IsDefined(form.ToldTo))
        {
            refusals.Add(new Refusal(nameof(form.ToldTo), "Dites à qui vous l’avez signalé."));
        }

        if (form.Day is { } day && form.Time is null)
        {
            refusals.Add(new Refusal(nameof(form.Time), "Indiquez l’heure (exemple : 9:30)."));
        }
        else if (form.Day is { Year: < 2018 or > 2200 } || StartOf(form, now) > now)
        {
            refusals.Add(new Refusal(nameof(form.Day), "Indiquez depuis quel jour et quelle heure : pas dans le futur."));
        }

        PlainText.Check(refusals, nameof(form.Note), form.Note, Incident.NoteMost);
        return refusals;
    }
}
