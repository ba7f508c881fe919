using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Form = InclusionNumerique.Trainings.PlanTrainingSession.Form;
using PartForm = InclusionNumerique.Trainings.PlanTrainingSession.PartForm;

namespace InclusionNumerique.Trainings;

/// <summary>What a planned session must be.</summary>
internal static class TrainingSessionChecks
{
    // A sign-in sheet may have to be put right after the fact; older history is not rewritten.
    private const int DaysBackMost = 31;
    private const int YearsAheadMost = 2;

    public static List<Refusal> Check(Form form, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        Require(refusals, nameof(form.ModuleId), form.ModuleId is not null, "Choisissez la formation.");
        Require(refusals, nameof(form.SiteId), form.SiteId is not null, "Choisissez le site où elle a lieu.");
        Require(refusals, nameof(form.Capacity), form.Capacity is >= 1 and <= TrainingVersion.CapacityMost, $"Indiquez le nombre de places, de 1 à {TrainingVersion.CapacityMost}.");
        PlainText.Check(refusals, nameof(form.Room), form.Room, TrainingSession.RoomMost);
        PlainText.Check(refusals, nameof(form.ExternalTrainer), form.ExternalTrainer, TrainingSession.TrainerMost);
        Require(refusals, nameof(form.TrainerIds), form.TrainerIds.Count > 0 || PlainText.Tidy(form.ExternalTrainer) is not null, "Cochez qui anime, ou nommez un intervenant extérieur.");
        Require(refusals, nameof(form.Parts), form.Parts.Count is >= 1 and <= TrainingSession.PartsMost, $"Indiquez de 1 à {TrainingSession.PartsMost} séances.");
        var today = DateOnly.FromDateTime(now.ToParis());
        for (var i = 0; i < form.Parts.Count; i++)
        {
            if (Fault(form.Parts[i], today) is { } fault)
            {
                refusals.Add(new Refusal(FieldOf(i), fault));
            }
        }

        if (refusals.TrueForAll(r => !r.Field.StartsWith(nameof(form.Parts), StringComparison.Ordinal)))
        {
            var parts = PartsOf(form);
            Require(refusals, nameof(form.Parts), parts.Zip(parts.Skip(1)).All(p => p.First.EndsAt <= p.Second.StartsAt), "Deux séances se chevauchent : changez une heure.");
        }

        return refusals;
    }

    /// <summary>The refusal's field of a part, counted from 0.</summary>
    public static string FieldOf(int part) => $"{nameof(Form.Parts)}{part}";

    /// <summary>In order of time, whatever the order in the form.</summary>
    public static List<TrainingPart> PartsOf(Form form) =>
        [.. form.Parts.Select(p => (From: ParisTime.At(p.Day!.Value, p.From!.Value), To: ParisTime.At(p.Day.Value, p.To!.Value))).OrderBy(p => p.From)
            .Select((p, i) => new TrainingPart { SessionId = form.Id, Position = (short)i, StartsAt = p.From, EndsAt = p.To })];

    /// <summary>What only the database knows.</summary>
    public static async Task<Outcome?> RefusalAsync(InclusionDb db, Form form, TrainingSession? session, CancellationToken cancellation)
    {
        if (session is null && !await db.TrainingModules.AnyAsync(m => m.Id == form.ModuleId && m.IsActive, cancellation))
        {
            return Outcome.Refused(nameof(form.ModuleId), "Cette formation n’est plus proposée. Choisissez-en une autre.");
        }

        if (session is not null)
        {
            var highest = await db.TrainingRegistrations.Where(r => r.SessionId == session.Id && r.Seat != null).MaxAsync(r => (int?)r.Seat, cancellation) ?? 0;
            var count = await db.TrainingRegistrations.CountAsync(r => r.SessionId == session.Id && r.Seat != null, cancellation);
            if (count > form.Capacity)
            {
                return Outcome.Refused(nameof(form.Capacity), $"{count} personnes sont inscrites : annulez d’abord des inscriptions, ou gardez au moins {count} places.");
            }

            if (highest > form.Capacity)
            {
                await CloseRanksAsync(db, session, cancellation);
            }
        }

        return form.IsConfirmed ? null : await BusyAsync(db, form, cancellation);
    }

    // Fewer places: the seats above are given anew among the free ones below.
    private static async Task CloseRanksAsync(InclusionDb db, TrainingSession session, CancellationToken cancellation)
    {
        var seated = await db.TrainingRegistrations.Where(r => r.SessionId == session.Id && r.Seat != null).OrderBy(r => r.Seat).ToListAsync(cancellation);
        for (var i = 0; i < seated.Count; i++)
        {
            if (seated[i].Seat != i + 1)
            {
                seated[i].Seat = (short)(i + 1);
                await db.SaveChangesAsync(cancellation);
            }
        }
    }

    // Trainers who are away, receive somebody or train elsewhere: said, and for a person to decide.
    private static async Task<Outcome?> BusyAsync(InclusionDb db, Form form, CancellationToken cancellation)
    {
        var busy = new List<string>();
        foreach (var part in PartsOf(form))
        {
            var names = await db.Users.Where(p => form.TrainerIds.Contains(p.Id))
                .Where(p => db.Absences.Any(a => a.MediatorId == p.Id && a.StartsAt < part.EndsAt && a.EndsAt > part.StartsAt)
                    || db.Appointments.Any(a => a.MediatorId == p.Id && a.State == AppointmentState.Planned && a.StartsAt < part.EndsAt && a.EndsAt > part.StartsAt)
                    || db.TrainingParts.Any(o => o.SessionId != form.Id && o.StartsAt < part.EndsAt && o.EndsAt > part.StartsAt
                        && db.TrainingSessions.Any(s => s.Id == o.SessionId && s.State == TrainingState.Planned && s.Trainers.Any(t => t.Id == p.Id))))
                .OrderBy(p => p.DisplayName).Select(p => p.DisplayName).ToListAsync(cancellation);
            busy.AddRange(names.Select(name => $"{name}, {FrenchTime.Moment(part.StartsAt)}"));
        }

        return busy.Count == 0
            ? null
            : Outcome.From([new Refusal(nameof(form.IsConfirmed), $"Absence, rendez-vous ou autre formation au même moment : {string.Join(" ; ", busy)}. Changez l’heure ou qui anime, ou enregistrez encore une fois pour garder.", IsWarning: true)]);
    }

    private static string? Fault(PartForm part, DateOnly today) => part switch
    {
        { Day: null } or { From: null } or { To: null } => "Indiquez le jour, le début et la fin.",
        _ when part.Day < today.AddDays(-DaysBackMost) || part.Day > today.AddYears(YearsAheadMost) => "Choisissez un jour à venir, ou passé depuis un mois au plus.",
        _ when part.From >= part.To => "La fin vient après le début.",
        _ => null,
    };

    private static void Require(List<Refusal> refusals, string field, bool isMet, string message)
    {
        if (!isMet)
        {
            refusals.Add(new Refusal(field, message));
        }
    }
}
