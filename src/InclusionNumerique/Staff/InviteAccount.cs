using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Staff;

/// <summary>Opens a link by which a person chooses a password: the first one, or a new one when it is forgotten.</summary>
public sealed class InviteAccount(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="Token">From <see cref="InvitationToken.New"/>; made by the page, which alone can show it.</param>
    public sealed record Form(Guid AccountId, string Token);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(InviteAccount)))
        {
            return Outcome.Forbidden;
        }

        if (InvitationToken.HashOf(form.Token) is not { } hash)
        {
            return Outcome.Refused("", "Ce lien est mal formé. Rechargez la page et recommencez.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var account = await db.Users.SingleOrDefaultAsync(p => p.Id == form.AccountId, cancellation);
        if (account is not { DisabledAt: null })
        {
            return Outcome.Refused("", "Ce compte n’existe pas ou est désactivé. Activez-le d’abord.");
        }

        if (account.InvitationHash is { } current && current.AsSpan().SequenceEqual(hash))
        {
            return Outcome.Done;
        }

        account.InvitationHash = hash;
        account.InvitationExpiresAt = clock.GetUtcNow().AddDays(InvitationToken.ValidDays);
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        db.Audit(actor, clock.GetUtcNow(), nameof(InviteAccount), nameof(Professional), account.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            return Outcome.Refused("", "Ce compte vient d’être modifié par quelqu’un d’autre. Aucun lien n’a été créé : recommencez.");
        }
    }
}
