using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Activities;

/// <summary>Stops one's timer now, or at the hour at which one should have.</summary>
public sealed class StopActivity(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        /// <summary>Local time on the day of the start, or on the next when it is earlier; null: now. Required for a timer forgotten for more than 12 hours.</summary>
        public TimeOnly? Time { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var activity = await db.Activities.SingleOrDefaultAsync(a => a.Id == form.Id, cancellation);
        if (activity is null ? !actor.May(nameof(StopActivity)) : !actor.May(nameof(StopActivity), activity.SiteId, activity.ProfessionalId))
        {
            return Outcome.Forbidden;
        }

        if (activity is null)
        {
            return ActivityTexts.Gone;
        }

        if (activity.EndedAt is not null)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        var end = EndOf(activity, form.Time) ?? now;
        if (end > now)
        {
            return Outcome.Refused(nameof(form.Time), "Cette heure n’est pas encore passée.");
        }

        if (end - activity.StartedAt > TimeSpan.FromMinutes(Activity.MinutesMost))
        {
            return Outcome.Refused(nameof(form.Time), $"Ce minuteur tourne depuis {FrenchTime.Moment(activity.StartedAt)}. Indiquez à quelle heure ce travail s’est fini.");
        }

        // Started and stopped within a minute counts as one.
        activity.EndedAt = end - activity.StartedAt < TimeSpan.FromMinutes(1) ? activity.StartedAt.AddMinutes(1) : end;
        return await db.StoreAsync(activity, nameof(StopActivity), nameof(form.Time), actor, now, cancellation);
    }

    private static DateTimeOffset? EndOf(Activity activity, TimeOnly? time)
    {
        var day = DateOnly.FromDateTime(activity.StartedAt.ToParis());
        return time is not { } known ? null : ParisTime.At(day, known) is var end && end > activity.StartedAt ? end : ParisTime.At(day.AddDays(1), known);
    }
}
