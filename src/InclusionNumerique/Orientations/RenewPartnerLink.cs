using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>Makes the link by which a partner answers an orientation without an account; a former link ends.</summary>
public sealed class RenewPartnerLink(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>Longer than a holiday: the person may come late, and the partner answer later still.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(60);

    /// <param name="Secret">From <see cref="InvitationToken.New"/>; made by the page, which alone can show it.</param>
    public sealed record Form(Guid Id, string Secret);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.ChangeAsync(
        clock, nameof(RenewPartnerLink), form.Id, actor, async (db, orientation, now) =>
        {
            if (InvitationToken.HashOf(form.Secret) is not { } hash || orientation.Target != TargetKind.Partner)
            {
                return Outcome.Refused("", "Un lien de réponse ne vaut que pour un partenaire. Rechargez la page et recommencez.");
            }

            if (!orientation.State.IsOpen())
            {
                return Outcome.Refused("", "Cette orientation est terminée : il n’y a plus rien à répondre.");
            }

            var link = await db.PartnerLinks.SingleOrDefaultAsync(l => l.OrientationId == orientation.Id, cancellation);
            link ??= db.PartnerLinks.Add(new PartnerLink { OrientationId = orientation.Id, TokenHash = hash, CreatedAt = now, ExpiresAt = now + Lasts }).Entity;
            (link.TokenHash, link.CreatedAt, link.ExpiresAt, link.UsedAt) = (hash, now, now + Lasts, null);
            return null;
        }, cancellation);
}
