using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>The person of a visit shows a slip after the arrival was noted: its code, typed or scanned, says who sent them.</summary>
public sealed class LinkOrientation(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid VisitId { get; set; }

        public string? Code { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var visit = await db.Visits.SingleOrDefaultAsync(v => v.Id == form.VisitId, cancellation);
        if (visit is null || !actor.May(nameof(LinkOrientation), visit.SiteId, visit.RecordedById))
        {
            return Outcome.Forbidden;
        }

        if (string.IsNullOrWhiteSpace(form.Code))
        {
            return Outcome.Refused(nameof(form.Code), "Tapez ou scannez le code du billet (exemple : BCD-234).");
        }

        return await factory.WithCodeAsync(nameof(LinkOrientation), form.Code, nameof(form.Code), now, actor, async fresh =>
        {
            if (await fresh.ArriveByCodeAsync(visit, form.Code, nameof(form.Code), now, actor, cancellation) is { } refusal)
            {
                return refusal;
            }

            fresh.Audit(actor, now, nameof(LinkOrientation), nameof(Visits.Visit), visit.Id, visit.SiteId);
            await fresh.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }, cancellation);
    }
}
