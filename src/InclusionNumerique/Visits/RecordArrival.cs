using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Notes that a person has come in: gives them a number, and a place in the queue or, by the three questions, another door.</summary>
public sealed class RecordArrival(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid VisitId { get; set; } = Guid.CreateVersion7();

        public int SiteId { get; set; }

        public Origin Origin { get; set; } = Origin.WalkIn;

        public VisitFacts Facts { get; set; } = new();

        public TriageForm Triage { get; set; } = new();

        /// <summary>The person's file, where they have one and it serves them.</summary>
        public Guid? VisitorId { get; set; }

        /// <summary>Of the slip that the person shows, as typed or scanned.</summary>
        public string? OrientationCode { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RecordArrival), form.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (!Enum.IsDefined(form.Origin))
        {
            return Outcome.Refused(nameof(Form.Origin), "Choisissez comment la personne est venue.");
        }

        var now = clock.GetUtcNow();
        try
        {
            return await factory.WithCodeAsync(
                nameof(RecordArrival), form.OrientationCode, nameof(form.OrientationCode), now, actor, db => RecordAsync(db, form, now, actor, cancellation), cancellation);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }

    private async Task<Outcome> RecordAsync(InclusionDb db, Form form, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        var (triage, refusals) = form.Triage.IsEmpty ? (null, []) : await form.Triage.ToRowAsync(db, form.VisitId, actor.Id, now, cancellation);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (form.VisitorId is { } file && !await VisitorsSeenBy.Filter(db.Visitors, actor).AnyAsync(v => v.Id == file, cancellation))
        {
            return Outcome.Refused(nameof(form.VisitorId), "Cette fiche n’existe plus, ou n’est pas partagée avec votre structure. Notez l’arrivée sans fiche.");
        }

        var visit = VisitOf(form, actor, now, await db.NextNumberAsync(form.SiteId, clock.Today(), cancellation));
        if (triage is not null)
        {
            db.Triages.Add(triage);
            TriageVisit.Apply(visit, triage, now);
        }

        db.Visits.Add(visit);
        if (await db.ArriveByCodeAsync(visit, form.OrientationCode, nameof(form.OrientationCode), now, actor, cancellation) is { } refusal)
        {
            return refusal;
        }

        await db.ArriveByFileAsync(visit, now, actor, cancellation);
        db.AddStep(visit, now, actor.Id);
        db.Audit(actor, now, nameof(RecordArrival), nameof(Visit), form.VisitId, form.SiteId);
        await db.SaveChangesAsync(cancellation);
        return Outcome.Done;
    }

    private static Visit VisitOf(Form form, Actor actor, DateTimeOffset now, short number) => new()
    {
        Id = form.VisitId,
        SiteId = form.SiteId,
        ArrivedAt = now,
        Origin = string.IsNullOrWhiteSpace(form.OrientationCode) ? form.Origin : Origin.Orientation,
        State = VisitState.Waiting,
        StateSince = now,
        EligibleAt = now,
        Number = number,
        Priority = form.Origin == Origin.Appointment ? Priority.Appointment : Priority.WalkIn,
        VisitorId = form.VisitorId,
        RecordedById = actor.Id,
        RecordedAt = now,
        Facts = form.Facts with { },
    };
}
