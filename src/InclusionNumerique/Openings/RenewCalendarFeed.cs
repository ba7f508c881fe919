using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Gives the actor a link to their own calendar; the former link, if any, ends.</summary>
public sealed class RenewCalendarFeed(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="Secret">From <see cref="InvitationToken.New"/>; made by the page, which alone can show it.</param>
    public sealed record Form(string Secret);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RenewCalendarFeed)))
        {
            return Outcome.Forbidden;
        }

        if (InvitationToken.HashOf(form.Secret) is not { } hash)
        {
            return Outcome.Refused("", "Ce lien est mal formé. Rechargez la page et recommencez.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var feed = await db.CalendarFeeds.SingleOrDefaultAsync(f => f.MediatorId == actor.Id, cancellation);
        if (feed is not null && feed.TokenHash.AsSpan().SequenceEqual(hash))
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        feed ??= db.Add(new CalendarFeed { MediatorId = actor.Id, TokenHash = hash, CreatedAt = now }).Entity;
        feed.TokenHash = hash;
        feed.CreatedAt = now;
        db.Audit(actor, now, nameof(RenewCalendarFeed), nameof(CalendarFeed), actor.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            return Outcome.Refused("", "Votre lien vient de changer dans une autre fenêtre. Rechargez la page, puis recommencez.");
        }
    }
}
