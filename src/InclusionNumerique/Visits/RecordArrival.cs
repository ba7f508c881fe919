using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Notes that a person has come in and waits.</summary>
public sealed class RecordArrival(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid VisitId { get; set; } = Guid.CreateVersion7();

        public int SiteId { get; set; }

        public Origin Origin { get; set; } = Origin.WalkIn;

        public VisitFacts Facts { get; set; } = new();
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
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Visits.Add(new Visit
        {
            Id = form.VisitId,
            SiteId = form.SiteId,
            ArrivedAt = now,
            Origin = form.Origin,
            State = VisitState.Waiting,
            RecordedById = actor.Id,
            RecordedAt = now,
            Facts = form.Facts with { },
        });
        db.Audit(actor, now, nameof(RecordArrival), nameof(Visit), form.VisitId, form.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
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
}
