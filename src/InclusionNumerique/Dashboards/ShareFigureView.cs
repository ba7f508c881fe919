using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

/// <summary>Gives a view of one's own a link that shows it to whoever has it, in place of the former one; or ends its link.</summary>
public sealed class ShareFigureView(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="Secret">From <see cref="InvitationToken.New"/>; made by the page, which alone can show it. Null: the link ends.</param>
    public sealed record Form(Guid Id, string? Secret);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ShareFigureView)))
        {
            return Outcome.Forbidden;
        }

        var hash = form.Secret is null ? null : InvitationToken.HashOf(form.Secret);
        if (form.Secret is not null && hash is null)
        {
            return Outcome.Refused("", "Ce lien est mal formé. Rechargez la page et recommencez.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        DateTimeOffset? since = hash is null ? null : now;
        if (await db.FigureViews.Where(v => v.Id == form.Id && v.OwnerId == actor.Id).ExecuteUpdateAsync(set => set.SetProperty(v => v.TokenHash, hash).SetProperty(v => v.SharedAt, since), cancellation) == 0)
        {
            return Outcome.Refused("", "Cette vue n’existe plus : elle a été retirée dans une autre fenêtre.");
        }

        db.Audit(actor, now, nameof(ShareFigureView), nameof(FigureView), form.Id);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
