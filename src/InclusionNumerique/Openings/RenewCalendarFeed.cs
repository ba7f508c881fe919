using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Gives a mediator a private link to their own calendar; the former one ends.</summary>
public sealed class RenewCalendarFeed(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="Token">From <see cref="InvitationToken.New"/>; made by the page, which alone can show it.</param>
    public sealed record Form(string Token);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RenewCalendarFeed)))
        {
            return Outcome.Forbidden;
        }

        if (InvitationToken.HashOf(form.Token) is not { } hash)
        {
            return Outcome.Refused("", "Ce lien est mal formé. Rechargez la page et recommencez.");
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var feed = await db.CalendarFeeds.SingleOrDefaultAsync(f => f.MediatorId == actor.Id, cancellation);
        if (feed is not null && feed.TokenHash.AsSpan().SequenceEqual(hash))
        {
            return Outcome.Done;
        }

        feed ??= db.Add(new CalendarFeed { MediatorId = actor.Id, TokenHash = hash, CreatedAt = now }).Entity;
        (feed.TokenHash, feed.CreatedAt) = (hash, now);
        db.Audit(actor, now, nameof(RenewCalendarFeed), nameof(Professional), actor.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Outcome.Refused("", "Un lien vient d’être créé en même temps. Rechargez la page et recommencez.");
        }
    }
}
