using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>What every change of an orientation has in common: found and locked, changed, its clock set, its step and its trace stored with it.</summary>
internal static class OrientationMoves
{
    public static Outcome ChangedMeanwhile { get; } = Outcome.Refused("", "Quelqu’un d’autre vient de modifier cette orientation. Regardez où elle en est, puis recommencez si besoin.");

    /// <param name="change">A refusal, or <see cref="Outcome.Done"/> when it stands there already, stores nothing; null stores.</param>
    public static async Task<Outcome> ChangeAsync(
        this IDbContextFactory<InclusionDb> factory, TimeProvider clock, string verb, Guid id, Actor actor, Func<InclusionDb, Orientation, DateTimeOffset, Task<Outcome?>> change, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.FindOrientationAsync(verb, id, actor, cancellation) is not { } orientation)
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        if (await change(db, orientation, now) is { } answer)
        {
            return answer;
        }

        db.Audit(actor, now, verb, nameof(Orientation), id, orientation.TargetSiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation(Orientation.OpenCode))
        {
            return ChangedMeanwhile;
        }
    }

    /// <summary>Puts the orientation into a state that the caller has checked, sets its clock, and adds the step.</summary>
    /// <param name="byId">Null: a partner by its link.</param>
    public static async Task EnterAsync(
        this InclusionDb db, Orientation orientation, OrientationState state, OrientationSide side, Guid? byId, DateTimeOffset now, string? note, CancellationToken cancellation)
    {
        orientation.State = state;
        orientation.StateSince = now;
        if (OrientationRules.ReasonsOf(state).Count == 0)
        {
            orientation.Reason = null;
        }

        if (state != OrientationState.Closed)
        {
            orientation.Outcome = null;
        }

        if (state.IsAwaited())
        {
            (orientation.Proof, orientation.ArrivedAt, orientation.ArrivalVisitId) = (null, null, null);
        }

        await db.SetClockAsync(orientation, now, cancellation);
        // What the sender did is no news to the sender.
        if (byId != orientation.SenderId)
        {
            orientation.NewsAt = now;
        }

        db.OrientationSteps.Add(new OrientationStep
        {
            OrientationId = orientation.Id,
            At = now,
            Side = side,
            ById = byId,
            State = state,
            Reason = orientation.Reason,
            Outcome = orientation.Outcome,
            Proof = state == OrientationState.Arrived ? orientation.Proof : null,
            Note = PlainText.Tidy(note),
        });
    }

    /// <summary>The person has come: a proof, always.</summary>
    public static Task ArriveAsync(
        this InclusionDb db, Orientation orientation, ArrivalProof proof, Guid? visitId, OrientationSide side, Guid? byId, DateTimeOffset now, CancellationToken cancellation)
    {
        (orientation.Proof, orientation.ArrivedAt, orientation.ArrivalVisitId) = (proof, now, visitId);
        return db.EnterAsync(orientation, OrientationState.Arrived, side, byId, now, null, cancellation);
    }

    /// <param name="appointmentAt">When the appointment is, if the caller has just moved it.</param>
    public static async Task SetClockAsync(this InclusionDb db, Orientation orientation, DateTimeOffset now, CancellationToken cancellation, DateTimeOffset? appointmentAt = null)
    {
        if (!orientation.State.IsOpen())
        {
            (orientation.DueOn, orientation.EscalatesOn) = (null, null);
            return;
        }

        var today = DateOnly.FromDateTime(now.ToParis());
        var from = orientation.State switch
        {
            OrientationState.AppointmentSet when (appointmentAt ?? await StartOfAsync(db, orientation, cancellation)) is { } start => DateOnly.FromDateTime(start.ToParis()),
            OrientationState.AppointmentSet or OrientationState.Expected => orientation.ExpectedUntil ?? today,
            _ => today,
        };
        var clock = await db.OrientationClocks.AsNoTracking().SingleAsync(c => c.State == orientation.State, cancellation);
        orientation.DueOn = OrientationRules.AddWorkingDays(from, clock.RemindAfter);
        orientation.EscalatesOn = OrientationRules.AddWorkingDays(from, clock.EscalateAfter);
    }

    private static async Task<DateTimeOffset?> StartOfAsync(InclusionDb db, Orientation orientation, CancellationToken cancellation) => orientation.AppointmentId is not { } id
        ? null
        : db.Appointments.Local.FirstOrDefault(a => a.Id == id)?.StartsAt ?? await db.Appointments.Where(a => a.Id == id).Select(a => (DateTimeOffset?)a.StartsAt).SingleOrDefaultAsync(cancellation);
}
