using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Replaces what a session and its visit say, once the undo delay is over: with a reason, and only if nobody else has changed it meanwhile.</summary>
public sealed class CorrectVisit(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        /// <summary>Key of the correction: sent twice, it is stored once.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>All that the session will say. Its site and its author do not change.</summary>
        public VisitForm Visit { get; set; } = new();

        public string? Reason { get; set; }

        /// <summary>The visit's version when the form was filled.</summary>
        public uint Version { get; set; }
    }

    public static Outcome Stale { get; } = Outcome.Refused(
        nameof(Form.Version),
        "Cette visite a changé depuis que vous l’avez ouverte. Rien n’a été remplacé et votre saisie est gardée : comparez-la à ce qui est enregistré maintenant, puis enregistrez à nouveau.");

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var session = await db.Sessions.IgnoreQueryFilters().Include(s => s.Visit).Include(s => s.Requests)
            .SingleOrDefaultAsync(s => s.Id == form.Visit.SessionId && s.VisitId == form.Visit.VisitId, cancellation);
        if (session?.Visit is not { } visit || !actor.May(nameof(CorrectVisit), session.SiteId, session.MediatorId))
        {
            return Outcome.Forbidden;
        }

        if (await db.Corrections.AnyAsync(c => c.Id == form.Id && c.AuthorId == actor.Id, cancellation))
        {
            return Outcome.Done;
        }

        if (session.RemovedAt is not null || visit.RemovedAt is not null)
        {
            return Stale;
        }

        var now = clock.GetUtcNow();
        var refusals = form.Visit.Check(now);
        if (form.Visit.Day is null)
        {
            refusals.Add(new Refusal(nameof(VisitForm.Day), "Indiquez le jour."));
        }

        PlainText.Require(refusals, nameof(Form.Reason), form.Reason, Correction.ReasonMost, "Dites en quelques mots pourquoi vous corrigez cette visite.");
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (await SiteOpening.RefusalAsync(db, session.SiteId, form.Visit.Day!.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        db.Entry(visit).Property(v => v.Version).OriginalValue = form.Version;
        // Touched even when only the session changes: the version of the visit stands for all of it.
        db.Entry(visit).Property(v => v.State).IsModified = true;
        Replace(db, visit, session, form.Visit, now);
        db.Corrections.Add(new Correction { Id = form.Id, VisitId = visit.Id, AuthorId = actor.Id, At = now, Reason = form.Reason!.Trim() });
        db.Audit(actor, now, nameof(CorrectVisit), nameof(Visit), visit.Id, visit.SiteId);
        return await StoreAsync(db, cancellation);
    }

    internal static async Task<Outcome> StoreAsync(InclusionDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Stale;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // The same click, a moment before.
            return e.IsUniqueViolation("pk_corrections") ? Outcome.Done : Stale;
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }

    private static void Replace(InclusionDb db, Visit visit, Session session, VisitForm form, DateTimeOffset now)
    {
        if (!IsSameMinute(form, session.StartedAt))
        {
            var startsAt = form.StartsAt(now);
            // An arrival that was recorded at the door keeps its own hour.
            visit.ArrivedAt = visit.ArrivedAt == session.StartedAt ? startsAt : visit.ArrivedAt;
            session.StartedAt = startsAt;
        }

        visit.Origin = form.Origin;
        visit.Facts = form.Facts with { };
        session.Place = form.Place;
        session.Minutes = form.Minutes!.Value;
        session.Note = PlainText.Tidy(form.Note);
        db.Requests.RemoveRange(session.Requests);
        db.Requests.AddRange(form.Requests.Select((request, position) => request.ToRow(session.Id, position)));
    }

    // The form knows minutes only: the seconds, and which of autumn's two hours, stay what they were.
    private static bool IsSameMinute(VisitForm form, DateTimeOffset startedAt)
    {
        var local = startedAt.ToParis();
        return form.Day == DateOnly.FromDateTime(local) && form.Time is { } time && time.Hour == local.Hour && time.Minute == local.Minute;
    }
}
