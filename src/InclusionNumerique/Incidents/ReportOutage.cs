using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Incidents;

/// <summary>The website of an administration is down: one tap, told to every desk. Reported by two desks at once, it is one outage.</summary>
public sealed class ReportOutage(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id, int OrganisationId);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ReportOutage)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        db.Add(new Incident
        {
            Id = form.Id,
            Kind = IncidentKind.PublicWebsite,
            OrganisationId = form.OrganisationId,
            StartedAt = now,
            ReportedById = actor.Id,
            ReportedAt = now,
        });
        db.Audit(actor, now, nameof(ReportOutage), nameof(Incident), form.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Sent twice, or known already: what the author wanted to say is said.
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }
}
