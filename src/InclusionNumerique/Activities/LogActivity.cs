using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Activities;

/// <summary>Notes one's own work outside sessions, after the fact. Without an hour it ended now, or just before what one has noted already.</summary>
public sealed class LogActivity(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public async Task<Outcome> ExecuteAsync(ActivityForm form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(LogActivity), form.SiteId))
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
        if (await db.Activities.IgnoreQueryFilters().AnyAsync(a => a.Id == form.Id && a.ProfessionalId == actor.Id, cancellation))
        {
            return Outcome.Done;
        }

        if ((form.Day is null ? await BeforeWhatIsNotedAsync(db, form.Minutes!.Value, actor, now, cancellation) : form.StartsAt()) is not { } startedAt)
        {
            return Outcome.Refused(nameof(form.Minutes), "Votre journée est déjà notée sur cette durée. Indiquez le jour et l’heure, ou corrigez ce qui est noté.");
        }

        var activity = new Activity
        {
            Id = form.Id,
            ProfessionalId = actor.Id,
            TypeId = form.TypeId!.Value,
            SiteId = form.SiteId,
            StartedAt = startedAt,
            EndedAt = startedAt.AddMinutes(form.Minutes!.Value),
            RecordedAt = now,
        };
        db.Activities.Add(activity);
        return await db.StoreAsync(activity, nameof(LogActivity), form.Day is null ? nameof(form.Minutes) : nameof(form.Time), actor, now, cancellation);
    }

    // Several things noted in a row at the end of the day lie one before the other. Null: no room left today.
    private static async Task<DateTimeOffset?> BeforeWhatIsNotedAsync(InclusionDb db, int minutes, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = ParisTime.StartOf(DateOnly.FromDateTime(now.ToParis()));
        var noted = await db.Activities
            .Where(a => a.ProfessionalId == actor.Id && a.StartedAt < now && (a.EndedAt == null || a.EndedAt > today))
            .OrderByDescending(a => a.StartedAt).Select(a => new { a.StartedAt, EndedAt = a.EndedAt ?? now }).ToListAsync(cancellation);
        var end = now;
        foreach (var one in noted.TakeWhile(one => one.EndedAt > end.AddMinutes(-minutes)))
        {
            end = one.StartedAt < end ? one.StartedAt : end;
        }

        return end.AddMinutes(-minutes) >= today ? end.AddMinutes(-minutes) : null;
    }
}
