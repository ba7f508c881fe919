using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Stores a session with its requests: for a new visit, or for a person whose arrival is waiting.</summary>
public sealed class LogVisit(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public async Task<Outcome> ExecuteAsync(VisitForm form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(LogVisit), form.SiteId))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        var refusals = form.Check(now);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (form.Day is { } day && await SiteOpening.RefusalAsync(db, form.SiteId, day, cancellation) is { } refusal)
        {
            return refusal;
        }

        Add(db, form, actor, now);
        return await StoreAsync(db, form, actor, cancellation);
    }

    internal static void Add(InclusionDb db, VisitForm form, Actor actor, DateTimeOffset now)
    {
        var startedAt = form.StartsAt(now);
        db.Visits.Add(new Visit
        {
            Id = form.VisitId,
            SiteId = form.SiteId,
            ArrivedAt = startedAt,
            Origin = form.Origin,
            State = VisitState.Seen,
            RecordedById = actor.Id,
            RecordedAt = now,
            Facts = form.Facts with { },
        });
        db.Sessions.Add(SessionOf(form, actor, startedAt, now));
        db.Audit(actor, now, nameof(LogVisit), nameof(Visit), form.VisitId, form.SiteId);
    }

    private static Session SessionOf(VisitForm form, Actor actor, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var session = new Session
        {
            Id = form.SessionId,
            VisitId = form.VisitId,
            SiteId = form.SiteId,
            MediatorId = actor.Id,
            StartedAt = startedAt,
            Minutes = form.Minutes!.Value,
            Place = form.Place,
            Note = PlainText.Tidy(form.Note),
            RecordedAt = now,
        };
        session.Requests.AddRange(form.Requests.Select((request, position) => request.ToRow(form.SessionId, position)));
        return session;
    }

    // Most visits are new: the insert is tried first, and the key that exists already tells the two other cases apart.
    private async Task<Outcome> StoreAsync(InclusionDb db, VisitForm form, Actor actor, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return await AnswerArrivalAsync(form, actor, cancellation);
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }

    private async Task<Outcome> AnswerArrivalAsync(VisitForm form, Actor actor, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Sessions.IgnoreQueryFilters().AnyAsync(s => s.Id == form.SessionId && s.MediatorId == actor.Id, cancellation))
        {
            return Outcome.Done;
        }

        var visit = await db.Visits.SingleOrDefaultAsync(v => v.Id == form.VisitId && v.SiteId == form.SiteId, cancellation);
        if (visit is null || !MayFinish(visit, actor))
        {
            return TakenByAnother();
        }

        var now = clock.GetUtcNow();
        var startedAt = form.StartsAt(now);
        visit.Enter(VisitState.Seen, now);
        visit.SeenAt ??= startedAt > visit.ArrivedAt ? startedAt : visit.ArrivedAt;
        visit.MediatorId = actor.Id;
        visit.Facts = form.Facts with { };
        db.AddStep(visit, now, actor.Id);
        db.Sessions.Add(SessionOf(form, actor, startedAt, now));
        db.Audit(actor, now, nameof(LogVisit), nameof(Visit), form.VisitId, form.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return TakenByAnother();
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }

    // Whoever waits may be received by anybody; whoever is with a mediator, or was when the day was closed, by that one alone.
    private static bool MayFinish(Visit visit, Actor actor) => visit.State switch
    {
        VisitState.Waiting or VisitState.NoAnswer => true,
        VisitState.Called or VisitState.InSession or VisitState.Paused or VisitState.ClosedAutomatically => visit.MediatorId == actor.Id,
        _ => false,
    };

    private static Outcome TakenByAnother() => Outcome.Refused(
        nameof(VisitForm.VisitId),
        "Cette personne n’attend plus : quelqu’un vient de la recevoir. Votre saisie est gardée ; enregistrez-la comme une nouvelle visite si besoin.");
}
