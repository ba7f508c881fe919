using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Where a slot is: what is asked of a mediator.</summary>
/// <param name="Until">End of the appointment.</param>
/// <param name="BlockedUntil">End of its buffer.</param>
internal sealed record SlotAsked(int SiteId, Guid MediatorId, DateTimeOffset StartsAt, DateTimeOffset Until, DateTimeOffset BlockedUntil)
{
    public static SlotAsked Of(int siteId, Guid mediatorId, DateTimeOffset startsAt, int minutes, int buffer)
    {
        var (start, end) = (startsAt.ToUniversalTime(), startsAt.ToUniversalTime().AddMinutes(minutes));
        return new(siteId, mediatorId, start, end, end.AddMinutes(buffer));
    }

    public int Minutes => (int)(Until - StartsAt).TotalMinutes;

    public int Buffer => (int)(BlockedUntil - Until).TotalMinutes;
}

/// <summary>What holding, booking and moving have in common: one short transaction, the mediator's lock first, then the database's own refusal as the last word.</summary>
internal static class Booking
{
    /// <summary>The field of a refusal that says: somebody was faster.</summary>
    public const string TakenField = nameof(Appointment.StartsAt);

    // A deadlock is not expected under the locks; a person must not see one in any case.
    private const int TriesMost = 3;

    // Advisory locks of this product's other rules have other classes.
    private const int LockClass = 4;

    /// <summary>Runs the work in a transaction of its own, which is committed when the work answers done.</summary>
    public static async Task<Outcome> BookAsync(
        this IDbContextFactory<InclusionDb> factory, SlotAsked? asked, DateTimeOffset now, Func<InclusionDb, Task<Outcome>> work, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellation);
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                var outcome = await work(db);
                if (outcome.IsDone)
                {
                    await transaction.CommitAsync(cancellation);
                }

                return outcome;
            }
            catch (Exception e) when (e.IsWorthAnotherTry() && tries < TriesMost)
            {
                await Task.Delay(Random.Shared.Next(10, 60 * tries), cancellation);
            }
            catch (DbUpdateException e) when (e.IsExclusionViolation(Appointment.NoOverlap))
            {
                await using var fresh = await factory.CreateDbContextAsync(cancellation);
                return await TakenAsync(fresh, asked, now, cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                return ChangedMeanwhile;
            }
            catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
            {
                return refusal;
            }
        }
    }

    public static Outcome ChangedMeanwhile { get; } = Outcome.Refused("", "Quelqu’un d’autre vient de modifier ce rendez-vous. Regardez où il en est, puis recommencez si besoin.");

    /// <summary>One booking, or one change of openings, at a time per mediator; several mediators in one order, so that nobody waits in a ring. Holds that have run out go.</summary>
    public static async Task LockAsync(this InclusionDb db, DateTimeOffset now, CancellationToken cancellation, params Guid[] mediatorIds)
    {
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock({LockClass}, key) FROM (SELECT DISTINCT hashtext(id::text) AS key FROM unnest({mediatorIds}) AS id ORDER BY key OFFSET 0) AS keys", cancellation);
        await db.Appointments.Where(a => mediatorIds.Contains(a.MediatorId) && a.State == AppointmentState.Held && a.HeldUntil <= now).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Is that very slot offered?</summary>
    /// <param name="skip">The appointment that moves: its own place does not stand in its way.</param>
    public static async Task<bool> IsFreeAsync(this InclusionDb db, SlotAsked asked, DateTimeOffset now, Guid? skip, CancellationToken cancellation)
    {
        int[] sites = [asked.SiteId];
        Guid[] mediators = [asked.MediatorId];
        return await db.Database.SqlQuery<bool>($"""
            SELECT EXISTS (SELECT 1 FROM free_slots({asked.StartsAt}, {asked.StartsAt.AddMinutes(1)}, {asked.Minutes}, {asked.Buffer}, {sites}, {mediators}, {now}, {skip}::uuid) WHERE starts_at = {asked.StartsAt}) AS "Value"
            """).SingleAsync(cancellation);
    }

    /// <summary>Does the mediator receive by appointment there during the whole of it?</summary>
    public static async Task<bool> IsWithinOpeningAsync(this InclusionDb db, SlotAsked asked, CancellationToken cancellation)
    {
        var day = DateOnly.FromDateTime(asked.StartsAt.ToParis());
        return await db.Database.SqlQuery<bool>($"""
            SELECT EXISTS (SELECT 1 FROM opening_periods({day}, {day})
                WHERE kind = 2 AND site_id = {asked.SiteId} AND mediator_id = {asked.MediatorId} AND starts_at <= {asked.StartsAt} AND ends_at >= {asked.Until}) AS "Value"
            """).SingleAsync(cancellation);
    }

    /// <summary>How many of the mediator's appointments lie under it: the rank of an overbooking.</summary>
    public static async Task<short> RankAsync(this InclusionDb db, SlotAsked asked, Guid id, CancellationToken cancellation)
    {
        var under = await db.Appointments.Where(a =>
                a.MediatorId == asked.MediatorId && a.Id != id && a.StartsAt < asked.BlockedUntil && a.BlockedUntil > asked.StartsAt && a.State <= AppointmentState.Kept)
            .Select(a => (short?)a.OverbookingRank).MaxAsync(cancellation);
        return (short)(under is { } rank ? rank + 1 : 0);
    }

    /// <summary>Somebody was faster: says so, with the three next slots of the site.</summary>
    public static async Task<Outcome> TakenAsync(InclusionDb db, SlotAsked? asked, DateTimeOffset now, CancellationToken cancellation)
    {
        if (asked is null)
        {
            return Outcome.Refused(TakenField, "Ce créneau vient d’être pris.");
        }

        int[] sites = [asked.SiteId];
        var next = await db.Database.SqlQuery<DateTimeOffset>($"""
            SELECT DISTINCT starts_at AS "Value" FROM free_slots({asked.StartsAt}, {asked.StartsAt.AddDays(28)}, {asked.Minutes}, {asked.Buffer}, {sites}, NULL, {now}, NULL)
            ORDER BY 1 LIMIT 3
            """).ToListAsync(cancellation);
        var words = next.Count == 0
            ? "Il n’y en a plus d’autre sur ce site dans les quatre semaines qui suivent."
            : $"{(next.Count == 1 ? "Le suivant" : next.Count == 2 ? "Les deux suivants" : "Les trois suivants")} sur ce site : {string.Join(", ", next.Select(FrenchTime.Moment))}.";
        return Outcome.Refused(TakenField, $"Ce créneau vient d’être pris. {words}");
    }

    public static void AddStep(this InclusionDb db, Appointment appointment, DateTimeOffset now, Actor actor, string? why = null) => db.AppointmentSteps.Add(new AppointmentStep
    {
        AppointmentId = appointment.Id,
        At = now,
        ById = actor.Id,
        State = appointment.State,
        SiteId = appointment.SiteId,
        MediatorId = appointment.MediatorId,
        StartsAt = appointment.StartsAt,
        EndsAt = appointment.EndsAt,
        Why = PlainText.Tidy(why),
    });

    public static void Put(this Appointment appointment, SlotAsked asked) =>
        (appointment.SiteId, appointment.MediatorId, appointment.StartsAt, appointment.EndsAt, appointment.BlockedUntil) =
        (asked.SiteId, asked.MediatorId, asked.StartsAt, asked.Until, asked.BlockedUntil);

    /// <summary>From which side the actor books; null: from none.</summary>
    public static BookingOrigin? OriginOf(Actor actor) =>
        actor.Has(Role.Mediator) ? BookingOrigin.Mediator : actor.Has(Role.Receptionist) ? BookingOrigin.Reception : actor.Has(Role.Professional) ? BookingOrigin.Professional : null;

    /// <summary>The reason, if the actor may book it today.</summary>
    public static Task<AppointmentReason?> BookableReasonAsync(this InclusionDb db, int reasonId, BookingOrigin origin, CancellationToken cancellation) =>
        db.AppointmentReasons.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reasonId && r.IsActive && (r.BookableBy & origin) != 0, cancellation);

    public static Outcome UnknownReason { get; } = Outcome.Refused(nameof(Appointment.ReasonId), "Ce motif n’est plus proposé, ou se prend par un autre accueil. Choisissez-en un autre.");
}
