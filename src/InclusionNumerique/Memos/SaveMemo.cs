using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Memos;

/// <summary>Shares a memo, or corrects one's own, with its files.</summary>
public sealed class SaveMemo(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    private static readonly Outcome TooManyFiles = Outcome.Refused(nameof(MemoForm.NewFiles), $"{Memo.FilesMost} fichiers au plus par mémo. Retirez-en avant d’en ajouter.");

    public async Task<Outcome> ExecuteAsync(MemoForm form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveMemo)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var memo = await db.Memos.SingleOrDefaultAsync(m => m.Id == form.Id, cancellation);
        if (memo is not null && memo.AuthorId != actor.Id)
        {
            return Outcome.Forbidden;
        }

        if (form.Version is not null && memo is null)
        {
            return Saving.Gone;
        }

        if (form.Version is null && memo is not null)
        {
            // Sent twice.
            return Outcome.Done;
        }

        var refusals = form.Check();
        return refusals.Count > 0 ? Outcome.From(refusals) : await StoreAsync(db, memo, form, actor, cancellation);
    }

    private async Task<Outcome> StoreAsync(InclusionDb db, Memo? memo, MemoForm form, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (memo is null)
        {
            memo = db.Add(new Memo { Id = form.Id, Title = form.Title!.Trim(), Body = "", AuthorId = actor.Id, CreatedAt = now }).Entity;
        }
        else
        {
            db.Entry(memo).Property(m => m.Version).OriginalValue = form.Version!.Value;
            (memo.Title, memo.CorrectedAt) = (form.Title!.Trim(), now);
        }

        (memo.Body, memo.ThemeId, memo.SiteId, memo.IsForLetter) = (Tidy(form.Body!), form.ThemeId, form.SiteId, form.IsForLetter);
        await db.MemoFiles.Where(f => f.MemoId == memo.Id && form.RemovedFiles.Contains(f.Id)).ExecuteDeleteAsync(cancellation);
        var taken = await db.MemoFiles.Where(f => f.MemoId == memo.Id).Select(f => (int)f.Place).ToListAsync(cancellation);
        if (taken.Count + form.NewFiles.Count > Memo.FilesMost)
        {
            return TooManyFiles;
        }

        var free = Enumerable.Range(0, Memo.FilesMost).Except(taken);
        db.MemoFiles.AddRange(form.NewFiles.Zip(free, (file, place) => FileOf(memo.Id, file, (short)place)));
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(SaveMemo), nameof(Memo), memo.Id, memo.SiteId), Outcome.Done, cancellation);
    }

    private static MemoFile FileOf(Guid memoId, NewMemoFile file, short place)
    {
        var kind = FileInspection.Of(file.Name, file.Content).Kind!.Value;
        return new MemoFile { Id = file.Id, MemoId = memoId, Place = place, Name = FileName.Clean(file.Name, kind), Kind = kind, Size = file.Content.Length, Content = file.Content };
    }

    private static string Tidy(string body) => body.ReplaceLineEndings("\n").Trim();
}
