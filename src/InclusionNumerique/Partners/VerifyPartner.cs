using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Partners;

/// <summary>Somebody has made sure that what is written of a place is still true; for six months nobody need ask again.</summary>
public sealed class VerifyPartner(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        public VerificationMeans? How { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(VerifyPartner)))
        {
            return Outcome.Forbidden;
        }

        if (form.How is not { } how || !Enum.IsDefined(how))
        {
            return Outcome.Refused(nameof(form.How), "Choisissez comment vous l’avez su.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Partners.SingleOrDefaultAsync(p => p.Id == form.Id, cancellation) is not { } partner)
        {
            return Saving.Gone;
        }

        (partner.VerifiedAt, partner.VerifiedById, partner.VerifiedHow) = (clock.GetUtcNow(), actor.Id, how);
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(VerifyPartner), nameof(Partner), partner.Id), Outcome.Done, cancellation);
    }
}
