using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Newsletters;

/// <summary>Begins the letter of a month with all that the house already knows to put into it.</summary>
public sealed class DraftNewsletter(IDbContextFactory<InclusionDb> factory, FigureQueries figures, TimeProvider clock)
{
    public const int MonthsMost = 12;

    private const int MemosMost = 20;

    private static readonly Outcome Taken = Outcome.Refused(nameof(Form.Month), "La lettre de ce mois existe déjà : ouvrez-la dans la liste.");

    /// <param name="Month">Any day of it.</param>
    public sealed record Form(Guid Id, DateOnly Month);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(DraftNewsletter)))
        {
            return Outcome.Forbidden;
        }

        var today = clock.Today();
        var month = new DateOnly(form.Month.Year, form.Month.Month, 1);
        if (month > today || month < today.AddMonths(-MonthsMost))
        {
            return Outcome.Refused(nameof(form.Month), "Choisissez ce mois-ci, ou l’un des douze derniers.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Newsletters.Where(n => n.Id == form.Id || n.Month == month).Select(n => (Guid?)n.Id).FirstOrDefaultAsync(cancellation) is { } known)
        {
            // Sent twice, or begun by somebody else.
            return known == form.Id ? Outcome.Done : Taken;
        }

        var report = await figures.FiguresAsync(new FigureFilter(FigurePeriod.Of(FigureSpan.Month, month.AddMonths(1).AddDays(-1), today)), actor, cancellation);
        var memos = await MemosAsync(db, month, cancellation);
        db.Add(new Newsletter
        {
            Id = form.Id,
            Month = month,
            CreatedById = actor.Id,
            CreatedAt = clock.GetUtcNow(),
            Sections =
            [
                new(SectionKind.Word, "", IsLeftOut: true), new(SectionKind.Figures, NewsletterFigures.Of(report)),
                new(SectionKind.Coming, await NewsletterComing.OfAsync(db, today, cancellation)), new(SectionKind.Memos, memos, IsLeftOut: memos.Length == 0),
            ],
        });
        var outcome = await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(DraftNewsletter), nameof(Newsletter), form.Id), Taken, cancellation);
        return outcome.IsDone || !await db.Newsletters.AnyAsync(n => n.Id == form.Id, cancellation) ? outcome : Outcome.Done;
    }

    private static async Task<string> MemosAsync(InclusionDb db, DateOnly month, CancellationToken cancellation)
    {
        var (from, to) = (ParisTime.StartOf(month), ParisTime.StartOf(month.AddMonths(1)));
        var memos = await db.Memos.Where(m => m.IsForLetter && m.CreatedAt >= from && m.CreatedAt < to).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Take(MemosMost)
            .Select(m => new { m.Title, m.Body }).ToListAsync(cancellation);
        return memos.Aggregate("", (text, memo) => NewsletterMemos.Add(text, memo.Title, memo.Body));
    }
}
