using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Sites;

/// <summary>The site that a professional works at today, among their own.</summary>
public sealed class ChooseSite(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(int SiteId);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ChooseSite), form.SiteId))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var professional = await db.Users.SingleAsync(p => p.Id == actor.Id, cancellation);
        if (professional.CurrentSiteId != form.SiteId)
        {
            professional.CurrentSiteId = form.SiteId;
            db.Audit(actor, clock.GetUtcNow(), nameof(ChooseSite), nameof(Site), form.SiteId, form.SiteId);
            await db.SaveChangesAsync(cancellation);
        }

        return Outcome.Done;
    }
}
