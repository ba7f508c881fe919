using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Forgets a draft, once stored or given up.</summary>
public sealed class DiscardDraft(IDbContextFactory<InclusionDb> factory)
{
    public sealed record Form(string FormName);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(DiscardDraft)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Drafts.Where(d => d.AuthorId == actor.Id && d.Form == form.FormName).ExecuteDeleteAsync(cancellation);
        return Outcome.Done;
    }
}
