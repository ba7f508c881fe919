using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Stores the visits of a paper sheet, typed at the end of a rush: all of them or none.</summary>
public sealed class LogPaperSheet(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int RowsMost = 60;

    public sealed class Form
    {
        public int SiteId { get; set; }

        public DateOnly Day { get; set; }

        /// <summary>The site and the day of each are the sheet's, whatever the row says.</summary>
        public List<VisitForm> Rows { get; set; } = [];
    }

    /// <summary>Name of a refused field: "Rows[3].Minutes" for the fourth row's duration.</summary>
    public static string RowField(int index, string field) => $"Rows[{index}].{field}";

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(LogPaperSheet), form.SiteId))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        var refusals = Check(form, now);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await SiteOpening.RefusalAsync(db, form.SiteId, form.Day, cancellation) ?? await StoreAsync(db, form, actor, now, cancellation);
    }

    private static List<Refusal> Check(Form form, DateTimeOffset now)
    {
        if (form.Rows.Count is 0 or > RowsMost)
        {
            return [new Refusal("", $"Une feuille compte de 1 à {RowsMost} visites ; celle-ci en compte {form.Rows.Count}.")];
        }

        if (form.Day > DateOnly.FromDateTime(now.ToParis()))
        {
            return [new Refusal(nameof(Form.Day), "Cette date est dans le futur. Indiquez le jour où les personnes ont été reçues.")];
        }

        var refusals = new List<Refusal>();
        var known = new HashSet<Guid>();
        foreach (var (index, row) in form.Rows.Index())
        {
            (row.SiteId, row.Day) = (form.SiteId, form.Day);
            refusals.AddRange(row.Check(now).Select(r => r with { Field = RowField(index, r.Field) }));
            if (!known.Add(row.VisitId) || !known.Add(row.SessionId))
            {
                refusals.Add(new Refusal(RowField(index, nameof(VisitForm.VisitId)), "Cette ligne figure deux fois sur la feuille."));
            }
        }

        return refusals;
    }

    // One sheet of an author at a time: the second of two clicks then sees what the first has stored.
    private static async Task<Outcome> StoreAsync(InclusionDb db, Form form, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({actor.Id.ToString()}, 0))", cancellation);
        var stored = await StoredAsync(db, form, actor, cancellation);
        foreach (var row in form.Rows.Where(r => !stored.Contains(r.SessionId)))
        {
            LogVisit.Add(db, row, actor, now);
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            await transaction.RollbackAsync(cancellation);
            var taken = await TakenAsync(db, form, stored, cancellation);
            return taken.Count > 0 ? Outcome.From(taken) : Outcome.Refused("", "Une de ces visites vient d’être enregistrée. Recommencez : rien ne sera compté deux fois.");
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            await transaction.RollbackAsync(cancellation);
            var gone = await GoneAsync(db, form, refusal.Refusals[0].Message, cancellation);
            return gone.Count > 0 ? Outcome.From(gone) : refusal;
        }
    }

    private static async Task<HashSet<Guid>> StoredAsync(InclusionDb db, Form form, Actor actor, CancellationToken cancellation)
    {
        var ids = form.Rows.Select(r => r.SessionId).ToList();
        return await db.Sessions.IgnoreQueryFilters().Where(s => ids.Contains(s.Id) && s.MediatorId == actor.Id).Select(s => s.Id).ToHashSetAsync(cancellation);
    }

    // The exception names one key; the author wants to see every row concerned.
    private static async Task<List<Refusal>> TakenAsync(InclusionDb db, Form form, HashSet<Guid> stored, CancellationToken cancellation)
    {
        var visitIds = form.Rows.Select(r => r.VisitId).ToList();
        var sessionIds = form.Rows.Select(r => r.SessionId).ToList();
        var taken = await db.Visits.IgnoreQueryFilters().Where(v => visitIds.Contains(v.Id)).Select(v => v.Id)
            .Concat(db.Sessions.IgnoreQueryFilters().Where(s => sessionIds.Contains(s.Id)).Select(s => s.Id)).ToHashSetAsync(cancellation);
        return [.. form.Rows.Index()
            .Where(r => !stored.Contains(r.Item.SessionId) && (taken.Contains(r.Item.VisitId) || taken.Contains(r.Item.SessionId)))
            .Select(r => new Refusal(
                RowField(r.Index, nameof(VisitForm.VisitId)),
                "Cette visite est déjà enregistrée autrement. Effacez la ligne, puis saisissez-la à nouveau si besoin."))];
    }

    private static async Task<List<Refusal>> GoneAsync(InclusionDb db, Form form, string message, CancellationToken cancellation)
    {
        var themes = await db.Themes.Select(t => t.Id).ToHashSetAsync(cancellation);
        var organisations = await db.Organisations.Select(o => o.Id).ToHashSetAsync(cancellation);
        var causes = await db.FailureCauses.Select(c => c.Id).ToHashSetAsync(cancellation);
        var districts = await db.Districts.Select(d => d.Id).ToHashSetAsync(cancellation);
        var languages = await db.Languages.Select(l => l.Id).ToHashSetAsync(cancellation);
        var refusals = new List<Refusal>();
        foreach (var (index, row) in form.Rows.Index())
        {
            void Require(int? id, HashSet<int> known, string field)
            {
                if (id is { } chosen && !known.Contains(chosen))
                {
                    refusals.Add(new Refusal(RowField(index, field), message));
                }
            }

            Require(row.Facts.DistrictId, districts, nameof(VisitForm.Facts));
            Require(row.Facts.LanguageId, languages, nameof(VisitForm.Facts));
            foreach (var (position, request) in row.Requests.Index())
            {
                Require(request.ThemeId, themes, VisitForm.RequestField(position, nameof(RequestForm.ThemeId)));
                Require(request.OrganisationId, organisations, VisitForm.RequestField(position, nameof(RequestForm.OrganisationId)));
                Require(request.CauseId, causes, VisitForm.RequestField(position, nameof(RequestForm.CauseId)));
            }
        }

        return refusals;
    }
}
