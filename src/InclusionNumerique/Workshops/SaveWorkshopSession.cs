using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>Plans a session or changes it. Says once where its mediators are expected at the same time.</summary>
public sealed class SaveWorkshopSession(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    private const int OverlapsMost = 10;

    private static readonly AppointmentState[] Expected = [AppointmentState.Planned, AppointmentState.Arrived, AppointmentState.InProgress];

    public async Task<Outcome> ExecuteAsync(WorkshopSessionForm form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveWorkshopSession)))
        {
            return Outcome.Forbidden;
        }

        var refusals = form.Check(clock.Today());
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var session = await db.LockWorkshopAsync(form.Id, cancellation);
        if (!actor.May(nameof(SaveWorkshopSession), form.SiteId!.Value) || (session is not null && !actor.May(nameof(SaveWorkshopSession), session.SiteId)))
        {
            return Outcome.Forbidden;
        }

        if (form.Version is null == session is not null)
        {
            // Sent twice, or gone.
            return session is null ? Saving.Gone : Outcome.Done;
        }

        // Whoever books one of them meanwhile waits, and then finds the hours taken.
        await db.LockAsync(clock.GetUtcNow(), cancellation, [.. form.MediatorIds]);
        if (await RefusalAsync(db, form, session, cancellation) is { } refusal)
        {
            return refusal;
        }

        session ??= db.Add(New(form, actor)).Entity;
        await SetAsync(db, session, form, clock.GetUtcNow(), cancellation);
        return await StoreAsync(db, session, form, actor, cancellation);
    }

    private async Task<Outcome?> RefusalAsync(InclusionDb db, WorkshopSessionForm form, WorkshopSession? session, CancellationToken cancellation)
    {
        if (session is { State: WorkshopState.Cancelled })
        {
            return Outcome.Refused("", WorkshopTexts.IsCancelled);
        }

        if (session is not null && session.Kind != form.Kind)
        {
            return Outcome.Refused(nameof(form.Kind), "Le genre d’une séance ne change pas. Annulez celle-ci et planifiez l’autre.");
        }

        if (form.IsWorkshop && session?.WorkshopId != form.WorkshopId && !await db.Workshops.AnyAsync(w => w.Id == form.WorkshopId && w.IsActive, cancellation))
        {
            return Outcome.Refused(nameof(form.WorkshopId), "Cette série n’est plus proposée. Choisissez-en une autre.");
        }

        var (from, until) = PeriodOf(form);
        if (!form.IsConfirmed && (session is null || session.StartsAt != from || session.EndsAt != until || session.State == WorkshopState.Planned)
            && await OverlapsAsync(db, form, from, until, cancellation) is { Count: > 0 } overlaps)
        {
            return Outcome.From([.. overlaps.Select(words => new Refusal(WorkshopSessionForm.OverlapsField, words, IsWarning: true))]);
        }

        return null;
    }

    // A session gone by took nobody's time twice that anybody could still change.
    private async Task<List<string>> OverlapsAsync(InclusionDb db, WorkshopSessionForm form, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        if (until <= clock.GetUtcNow())
        {
            return [];
        }

        Guid[] ids = [.. form.MediatorIds];
        var appointments = await db.Appointments.Where(a => ids.Contains(a.MediatorId) && Expected.Contains(a.State) && a.StartsAt < until && a.EndsAt > from)
            .OrderBy(a => a.StartsAt).Take(OverlapsMost).Select(a => new { a.StartsAt, a.EndsAt, Site = a.Site!.ShortName, Who = a.Mediator!.DisplayName }).ToListAsync(cancellation);
        var groups = await db.WorkshopSessions.Where(s => s.Id != form.Id && s.State != WorkshopState.Cancelled && s.StartsAt < until && s.EndsAt > from && s.Mediators.Any(m => ids.Contains(m.Id)))
            .OrderBy(s => s.StartsAt).Take(OverlapsMost).Select(s => new { s.StartsAt, s.EndsAt, Site = s.Site!.ShortName, Title = s.Title ?? s.Workshop!.Name }).ToListAsync(cancellation);
        return
        [
            .. appointments.Select(a => $"{a.Who} a un rendez-vous {FrenchTime.Day(a.StartsAt)}, {FrenchTime.Hours(a.StartsAt, a.EndsAt)} ({a.Site})."),
            .. groups.Select(g => $"Une personne choisie anime déjà « {g.Title} » {FrenchTime.Day(g.StartsAt)}, {FrenchTime.Hours(g.StartsAt, g.EndsAt)} ({g.Site})."),
        ];
    }

    private async Task<Outcome> StoreAsync(InclusionDb db, WorkshopSession session, WorkshopSessionForm form, Actor actor, CancellationToken cancellation)
    {
        if (form.Version is { } version)
        {
            db.Entry(session).Property(s => s.Version).OriginalValue = version;
        }

        var now = clock.GetUtcNow();
        var capacity = form.IsWorkshop ? (short?)form.Capacity!.Value : null;
        try
        {
            if (session.Capacity > capacity && !await db.TightenAsync(session.Id, capacity.Value, cancellation))
            {
                return Outcome.Refused(nameof(form.Capacity), "Il y a déjà plus de personnes inscrites que cela. Désinscrivez d’abord quelqu’un, ou gardez plus de places.");
            }

            session.Capacity = capacity;
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Saving.Conflict;
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }

        await db.PromoteAsync(session, now, cancellation);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(SaveWorkshopSession), nameof(WorkshopSession), session.Id, session.SiteId), Saving.Conflict, cancellation);
    }

    private WorkshopSession New(WorkshopSessionForm form, Actor actor) => new()
    {
        Id = form.Id,
        Kind = form.Kind!.Value,
        SiteId = form.SiteId!.Value,
        StartsAt = default,
        EndsAt = default,
        State = WorkshopState.Planned,
        CreatedById = actor.Id,
        CreatedAt = clock.GetUtcNow(),
    };

    private static (DateTimeOffset From, DateTimeOffset Until) PeriodOf(WorkshopSessionForm form) =>
        (ParisTime.At(form.Day!.Value, form.StartsAt!.Value), ParisTime.At(form.Day.Value, form.EndsAt!.Value));

    private static async Task SetAsync(InclusionDb db, WorkshopSession session, WorkshopSessionForm form, DateTimeOffset now, CancellationToken cancellation)
    {
        var before = (session.StartsAt, session.EndsAt, session.SiteId, session.Room);
        (session.StartsAt, session.EndsAt) = PeriodOf(form);
        (session.SiteId, session.Room) = (form.SiteId!.Value, PlainText.Tidy(form.Room));
        session.ChangedAt = form.Version is not null && before != (session.StartsAt, session.EndsAt, session.SiteId, session.Room) ? now : session.ChangedAt;
        session.WorkshopId = form.IsWorkshop ? form.WorkshopId : null;
        session.Title = form.IsWorkshop ? null : form.Title!.Trim();
        if (form.Version is not null)
        {
            await db.Entry(session).Collection(s => s.Mediators).LoadAsync(cancellation);
            await db.Entry(session).Collection(s => s.Partners).LoadAsync(cancellation);
        }

        session.Mediators.RemoveAll(m => !form.MediatorIds.Contains(m.Id));
        var mediators = await db.Users.Where(p => form.MediatorIds.Contains(p.Id) && p.DisabledAt == null && p.Roles.Contains(Role.Mediator)).ToListAsync(cancellation);
        session.Mediators.AddRange(mediators.Except(session.Mediators));
        Guid[] partners = form.Kind == WorkshopKind.CollectiveAction ? [.. form.PartnerIds] : [];
        session.Partners.RemoveAll(p => !partners.Contains(p.Id));
        session.Partners.AddRange((await db.Partners.Where(p => partners.Contains(p.Id)).ToListAsync(cancellation)).Except(session.Partners));
    }
}
