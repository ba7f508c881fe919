using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>An arrival at the desk is the fact that closes the loop: by the person's file, by the code of the slip, or by the appointment, in the arrival's own transaction.</summary>
internal static class OrientationArrivals
{
    /// <summary>So many wrong codes from one person within <see cref="TriesWindow"/> look like guessing.</summary>
    public const int TriesMost = 20;

    public static readonly TimeSpan TriesWindow = TimeSpan.FromMinutes(10);

    // The audit trail counts the misses: it outlives a restart, and several processes share it.
    private const string Miss = "OrientationCode";

    /// <summary>The person of the file has come to the desk of the site: whatever they were sent there for has arrived. An appointment of another day still stands.</summary>
    public static async Task ArriveByFileAsync(this InclusionDb db, Visit visit, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        if (visit.VisitorId is not { } file)
        {
            return;
        }

        var day = DateOnly.FromDateTime(now.ToParis());
        var found = await db.Orientations.FromSql($"""
            SELECT o.*, o.xmin FROM orientations o LEFT JOIN appointments a ON a.id = o.appointment_id
            WHERE o.visitor_id = {file} AND o.target = 1 AND o.target_site_id = {visit.SiteId} AND o.state IN (1, 2, 3, 4, 7) AND (o.state <> 3 OR a.id IS NULL OR a.day = {day})
            ORDER BY o.id FOR UPDATE OF o
            """).ToListAsync(cancellation);
        foreach (var orientation in found)
        {
            await db.ArriveAsync(orientation, ArrivalProof.File, visit.Id, OrientationSide.Receiver, actor.Id, now, cancellation);
        }
    }

    /// <summary>The slip was shown: null when the arrival stands, otherwise why it does not.</summary>
    public static async Task<Outcome?> ArriveByCodeAsync(this InclusionDb db, Visit visit, string? code, string field, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return null;
        }

        var orientation = VisitorCode.Read(code) is { } read ? await LastOfAsync(db, read, isLocked: true, cancellation) : null;
        if (orientation is null || WhyNot(orientation, visit.SiteId) is not null)
        {
            return Outcome.Refused(field, orientation is null ? Unknown : WhyNot(orientation, visit.SiteId)!);
        }

        await db.ArriveAsync(orientation, ArrivalProof.Code, visit.Id, OrientationSide.Receiver, actor.Id, now, cancellation);
        return null;
    }

    public const string Unknown = "Ce code ne correspond à aucune orientation en cours. Relisez le billet, ou notez l’arrivée sans code.";

    /// <summary>The open orientation of the code, or else the last one that had it.</summary>
    public static async Task<Orientation?> LastOfAsync(InclusionDb db, string code, bool isLocked, CancellationToken cancellation)
    {
        var query = isLocked
            ? db.Orientations.FromSql($"SELECT *, xmin FROM orientations WHERE code = {code} ORDER BY state >= 9, created_at DESC LIMIT 1 FOR UPDATE")
            : db.Orientations.FromSql($"SELECT *, xmin FROM orientations WHERE code = {code} ORDER BY state >= 9, created_at DESC LIMIT 1");
        return (await query.Include(o => o.TargetSite).ToListAsync(cancellation)).SingleOrDefault();
    }

    /// <summary>Why that slip does not arrive at that desk; null when it does.</summary>
    public static string? WhyNot(Orientation orientation, int siteId) => orientation switch
    {
        { State: OrientationState.Arrived or OrientationState.Supported or OrientationState.Closed, ArrivedAt: { } at } => $"Ce billet a déjà servi : arrivée notée {FrenchTime.Moment(at)}.",
        { State: OrientationState.Cancelled or OrientationState.Abandoned or OrientationState.Redirected or OrientationState.Refused } => $"Cette orientation est « {orientation.State.Label()} » : son billet ne vaut plus. Notez l’arrivée sans code.",
        { Target: not TargetKind.DigitalSpace } => "Ce billet n’est pas pour un espace numérique : la personne est attendue dans un autre service.",
        _ when orientation.TargetSiteId != siteId => $"Ce billet est pour {orientation.TargetSite!.Name}. Notez l’arrivée sans code, ou indiquez-lui le chemin.",
        _ => null,
    };

    /// <summary>Has the actor typed too many wrong codes just now?</summary>
    public static async Task<bool> IsGuessingAsync(this InclusionDb db, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        var since = now - TriesWindow;
        return await db.AuditEntries.Where(e => e.At > since && e.ActorId == actor.Id && e.RecordType == Miss).Take(TriesMost).CountAsync(cancellation) >= TriesMost;
    }

    public static Outcome TooManyTries(string field) => Outcome.Refused(field, "Trop de codes inconnus à la suite. Réessayez dans dix minutes, ou notez l’arrivée sans code.");

    public static void AddMiss(this InclusionDb db, string action, DateTimeOffset now, Actor actor) => db.Audit(actor, now, action, Miss, "");

    /// <summary>Runs the work in a transaction; a wrong code is counted, whatever becomes of the work.</summary>
    public static async Task<Outcome> WithCodeAsync(
        this IDbContextFactory<InclusionDb> factory, string verb, string? code, string field, DateTimeOffset now, Actor actor, Func<InclusionDb, Task<Outcome>> work, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (!string.IsNullOrWhiteSpace(code) && await db.IsGuessingAsync(now, actor, cancellation))
        {
            return TooManyTries(field);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var outcome = await work(db);
        if (outcome.IsDone)
        {
            await transaction.CommitAsync(cancellation);
        }
        else if (outcome.MessageFor(field) == Unknown)
        {
            await transaction.RollbackAsync(cancellation);
            await using var fresh = await factory.CreateDbContextAsync(cancellation);
            fresh.AddMiss(verb, now, actor);
            await fresh.SaveChangesAsync(cancellation);
        }

        return outcome;
    }

    /// <summary>The appointment of an orientation was moved, missed, cancelled or kept: the orientation follows.</summary>
    public static async Task FollowAppointmentAsync(this InclusionDb db, Appointment appointment, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        var orientation = (await db.Orientations.FromSql($"SELECT *, xmin FROM orientations WHERE appointment_id = {appointment.Id} AND state IN (1, 2, 3, 4, 5, 7) FOR UPDATE").ToListAsync(cancellation)).SingleOrDefault();
        switch (orientation, appointment.State)
        {
            case (null, _):
                break;
            case (_, AppointmentState.Arrived) when orientation.State.IsAwaited():
                await db.ArriveAsync(orientation, ArrivalProof.Appointment, appointment.VisitId, OrientationSide.Receiver, actor.Id, now, cancellation);
                break;
            case (_, AppointmentState.Kept) when orientation.State.IsAwaited():
                await db.ArriveAsync(orientation, ArrivalProof.Appointment, appointment.VisitId, OrientationSide.Receiver, actor.Id, now, cancellation);
                break;
            case (_, AppointmentState.Missed) when orientation.State.IsAwaited() && orientation.State != OrientationState.NoShow:
                orientation.Reason = OrientationReason.DidNotCome;
                await db.EnterAsync(orientation, OrientationState.NoShow, OrientationSide.Receiver, actor.Id, now, null, cancellation);
                break;
            case (_, AppointmentState.CancelledByPerson or AppointmentState.CancelledByService) when orientation.State == OrientationState.AppointmentSet:
                // The person still has the need: the digital space awaits them as it would without an appointment.
                orientation.ExpectedUntil = OrientationRules.AddWorkingDays(DateOnly.FromDateTime(now.ToParis()), OrientationRules.ExpectedDays);
                await db.EnterAsync(orientation, OrientationState.Expected, OrientationSide.Receiver, actor.Id, now, "Rendez-vous annulé", cancellation);
                break;
            case (_, AppointmentState.Planned) when orientation.State != OrientationState.AppointmentSet:
                await db.EnterAsync(orientation, OrientationState.AppointmentSet, OrientationSide.Receiver, actor.Id, now, null, cancellation);
                break;
            case (_, AppointmentState.Planned):
                await db.SetClockAsync(orientation, now, cancellation, appointment.StartsAt);
                break;
        }
    }

    /// <summary>The arrival was taken back: the orientations that it closed stand where they stood before.</summary>
    public static async Task ForgetArrivalAsync(this InclusionDb db, Guid visitId, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        var found = await db.Orientations.FromSql($"SELECT *, xmin FROM orientations WHERE arrival_visit_id = {visitId} AND state = 5 FOR UPDATE").ToListAsync(cancellation);
        foreach (var orientation in found)
        {
            var before = await db.OrientationSteps.Where(s => s.OrientationId == orientation.Id && s.State != OrientationState.Arrived).OrderByDescending(s => s.Id)
                .Select(s => new { s.State, s.Reason }).FirstAsync(cancellation);
            orientation.Reason = before.Reason;
            await db.EnterAsync(orientation, before.State, OrientationSide.Receiver, actor.Id, now, "Arrivée annulée", cancellation);
        }
    }
}
