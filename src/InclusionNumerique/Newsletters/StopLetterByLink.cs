using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Newsletters;

/// <summary>Ends the letter for whoever got the e-mail that the link is in. Public: the secret in the link is the right, for this alone.</summary>
public sealed class StopLetterByLink(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public static Outcome LinkIsUnknown { get; } = Outcome.Refused("Secret", "Ce lien est incomplet ou trop ancien. Connectez-vous : « La lettre par e-mail », dans le menu de votre compte, fait de même.");

    public sealed record Form(string? Secret);

    /// <summary>Does the link still end anything?</summary>
    public async Task<bool> IsKnownAsync(string? secret, CancellationToken cancellation = default)
    {
        if (InvitationToken.HashOf(secret) is not { } hash)
        {
            return false;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Messages.AnyAsync(m => m.StopHash == hash, cancellation);
    }

    public async Task<Outcome> ExecuteAsync(Form form, CancellationToken cancellation = default)
    {
        if (InvitationToken.HashOf(form.Secret) is not { } hash)
        {
            return LinkIsUnknown;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Messages.Where(m => m.StopHash == hash).Select(m => m.ProfessionalId).SingleOrDefaultAsync(cancellation) is not { } id)
        {
            return LinkIsUnknown;
        }

        DateTimeOffset? now = clock.GetUtcNow();
        if (await db.Users.Where(p => p.Id == id && p.LetterStoppedAt == null).ExecuteUpdateAsync(p => p.SetProperty(x => x.LetterStoppedAt, now), cancellation) > 0)
        {
            db.Audit(Actor.Nobody, now.Value, nameof(StopLetterByLink), nameof(Professional), id);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return Outcome.Done;
    }
}
