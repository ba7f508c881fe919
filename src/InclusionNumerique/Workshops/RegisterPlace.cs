using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>Puts a person on a session's list: on the lowest free seat, or else at the end of those who wait.</summary>
public sealed class RegisterPlace(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public Guid SessionId { get; set; }

        /// <summary>The person's file; null: by number.</summary>
        public Guid? VisitorId { get; set; }

        /// <summary>The visit that the person is leaving; its file counts, where it has one.</summary>
        public Guid? VisitId { get; set; }

        public string? Label { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        var refusals = new List<Refusal>();
        PlainText.Check(refusals, nameof(form.Label), form.Label, WorkshopPlace.LabelMost);
        if (!actor.May(nameof(RegisterPlace)) || refusals.Count > 0)
        {
            return refusals.Count > 0 ? Outcome.From(refusals) : Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var (isKnown, visitorId) = await PersonAsync(db, form, actor, cancellation);
        if (!isKnown)
        {
            return Outcome.Forbidden;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.LockWorkshopAsync(form.SessionId, cancellation) is not { } session)
        {
            return Outcome.Refused("", WorkshopTexts.IsGone);
        }

        if (await db.WorkshopPlaces.AnyAsync(p => p.Id == form.Id, cancellation))
        {
            // Sent twice.
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        if (RefusalOf(session, now) is { } words)
        {
            return Outcome.Refused("", words);
        }

        db.Add(new WorkshopPlace
        {
            Id = form.Id,
            SessionId = session.Id,
            Number = await db.NextNumberAsync(session.Id, cancellation),
            Seat = await db.FreeSeatAsync(session, cancellation),
            VisitorId = visitorId,
            VisitId = form.VisitId,
            Label = PlainText.Tidy(form.Label),
            RegisteredById = actor.Id,
            RegisteredAt = now,
        });
        return await db.SaveAsync(
            () => db.Audit(actor, now, nameof(RegisterPlace), nameof(WorkshopPlace), form.Id, session.SiteId), Outcome.Refused(nameof(form.VisitorId), WorkshopTexts.IsRegistered), cancellation);
    }

    private static string? RefusalOf(WorkshopSession session, DateTimeOffset now) => session switch
    {
        { Kind: not WorkshopKind.Workshop } => WorkshopTexts.HasNoPlaces,
        { State: WorkshopState.Cancelled } => WorkshopTexts.IsCancelled,
        { State: WorkshopState.Held } => WorkshopTexts.IsHeld,
        _ when session.EndsAt <= now => WorkshopTexts.IsOver,
        _ => null,
    };

    // A file is named only by whom may recognise it.
    private static async Task<(bool IsKnown, Guid? VisitorId)> PersonAsync(InclusionDb db, Form form, Actor actor, CancellationToken cancellation)
    {
        var visitorId = form.VisitorId;
        if (form.VisitId is { } visitId)
        {
            var visit = await db.Visits.Where(v => v.Id == visitId && actor.SiteIds.Contains(v.SiteId)).Select(v => new { v.VisitorId }).SingleOrDefaultAsync(cancellation);
            if (visit is null || !actor.May("VisitorQueries.RecogniseAsync"))
            {
                return (false, null);
            }

            visitorId ??= visit.VisitorId is { } file && await VisitorsSeenBy.Filter(db.Visitors, actor).AnyAsync(v => v.Id == file, cancellation) ? file : null;
        }

        return visitorId is { } id && await db.FindVisitorAsync("VisitorQueries.RecogniseAsync", id, actor, cancellation) is null ? (false, null) : (true, visitorId);
    }
}
