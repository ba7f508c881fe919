using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Keeps what is being typed. Not audited: a draft is not yet a fact, and it is written every two seconds.</summary>
public sealed class SaveDraft(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="FormName">The verb that the form is for.</param>
    /// <param name="EntryId">The session it would store.</param>
    /// <param name="Content">The form as JSON.</param>
    public sealed record Form(string FormName, Guid EntryId, string Content);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveDraft)))
        {
            return Outcome.Forbidden;
        }

        if (form.Content.Length > Draft.ContentMost)
        {
            return Outcome.Refused("", "Cette saisie est trop longue pour être gardée en brouillon.");
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO drafts (author_id, form, entry_id, content, saved_at)
            VALUES ({actor.Id}, {form.FormName}, {form.EntryId}, {form.Content}, {now})
            ON CONFLICT (author_id, form) DO UPDATE SET entry_id = excluded.entry_id, content = excluded.content, saved_at = excluded.saved_at
            """,
            cancellation);
        return Outcome.Done;
    }
}
