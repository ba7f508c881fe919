using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Memos;

/// <summary>Keeps a memo at the top of the list until a day, or no longer.</summary>
public sealed class PinMemo(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int DaysMost = 366;

    public sealed class Form
    {
        public Guid Id { get; set; }

        /// <summary>Last day, included; null: no longer.</summary>
        public DateOnly? Until { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(PinMemo)))
        {
            return Outcome.Forbidden;
        }

        var today = clock.Today();
        if (form.Until is { } until && (until < today || until > today.AddDays(DaysMost)))
        {
            return Outcome.Refused(nameof(form.Until), "Choisissez un jour à partir d’aujourd’hui, dans un an au plus.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Memos.SingleOrDefaultAsync(m => m.Id == form.Id, cancellation) is not { } memo)
        {
            return Saving.Gone;
        }

        memo.PinnedUntil = form.Until;
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(PinMemo), nameof(Memo), memo.Id, memo.SiteId), Outcome.Done, cancellation);
    }
}
