using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>Says what has become of an orientation: taken note of, refused, come, not come, taken in charge, closed… Only the side that the state belongs to may say it.</summary>
public sealed class MoveOrientation(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        public OrientationState To { get; set; }

        /// <summary>Required for every negative state.</summary>
        public OrientationReason? Reason { get; set; }

        /// <summary>Required to close.</summary>
        public OrientationOutcome? Outcome { get; set; }

        /// <summary>Required for an arrival: how one knows.</summary>
        public ArrivalProof? Proof { get; set; }

        /// <summary>The day of the appointment, or the last day on which the person is expected.</summary>
        public DateOnly? Until { get; set; }

        /// <summary>What the other side reads: never a note on the person.</summary>
        public string? Message { get; set; }
    }

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.ChangeAsync(
        clock, nameof(MoveOrientation), form.Id, actor, (db, orientation, now) => MoveAsync(db, orientation, form, now, actor, cancellation), cancellation);

    private static async Task<Outcome?> MoveAsync(InclusionDb db, Orientation orientation, Form form, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        // The same click twice, or two desks: it stands there already.
        if (form.To == orientation.State && form.To != OrientationState.Supported)
        {
            return Outcome.Done;
        }

        var side = OrientationsSeenBy.SidesOf(orientation, actor).FirstOrDefault(s => OrientationRules.MayFollow(orientation.State, form.To, s));
        if (side == default || form.To == OrientationState.Redirected)
        {
            return Outcome.Refused("", $"Cette orientation est « {orientation.State.Label()} » : vous ne pouvez pas la noter « {form.To.Label()} ».");
        }

        var refusals = Check(form, orientation, now);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (orientation.State == OrientationState.NoShow && form.To is OrientationState.AppointmentSet or OrientationState.Expected)
        {
            if (orientation.Reminders >= Orientation.RemindersMost)
            {
                return Outcome.Refused("", "La personne a déjà été relancée deux fois. Orientez-la autrement, ou notez l’orientation sans suite.");
            }

            orientation.Reminders++;
        }

        Put(orientation, form, side, now);
        await db.EnterAsync(orientation, form.To, side, actor.Id, now, form.Message, cancellation);
        return null;
    }

    private static void Put(Orientation orientation, Form form, OrientationSide side, DateTimeOffset now)
    {
        if (form.To is OrientationState.AppointmentSet or OrientationState.Expected)
        {
            orientation.ExpectedUntil = form.Until;
            orientation.AppointmentId = null;
        }

        if (form.To == OrientationState.Arrived)
        {
            (orientation.Proof, orientation.ArrivedAt) = (form.Proof, now);
        }

        (orientation.Reason, orientation.Outcome) = (form.Reason, form.To == OrientationState.Closed ? form.Outcome : null);
        if (side == OrientationSide.Receiver && PlainText.Tidy(form.Message) is { } message)
        {
            orientation.MessageToSender = message;
        }
    }

    private static List<Refusal> Check(Form form, Orientation orientation, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        var reasons = OrientationRules.ReasonsOf(form.To);
        if (reasons.Count > 0 ? form.Reason is not { } reason || !reasons.Contains(reason) : form.Reason is not null)
        {
            refusals.Add(new Refusal(nameof(form.Reason), reasons.Count > 0 ? "Dites pourquoi : choisissez une raison." : "Cet état ne prend pas de raison."));
        }

        if (form.To == OrientationState.Closed && (form.Outcome is not { } outcome || !Enum.IsDefined(outcome)))
        {
            refusals.Add(new Refusal(nameof(form.Outcome), "Dites l’issue : ce qui a été fait."));
        }

        // A slip, a file or an appointment proves itself at the desk; what a person says is one of these.
        if (form.To == OrientationState.Arrived && form.Proof is not (ArrivalProof.SeenByReceiver or ArrivalProof.SaidByPerson or ArrivalProof.PartnerCall))
        {
            refusals.Add(new Refusal(nameof(form.Proof), "Dites comment vous savez que la personne est venue."));
        }
        else if (form.Proof == ArrivalProof.PartnerCall && orientation.Target != TargetKind.Partner)
        {
            refusals.Add(new Refusal(nameof(form.Proof), "Seul un partenaire confirme par téléphone."));
        }

        var today = DateOnly.FromDateTime(now.ToParis());
        if (form.To is OrientationState.AppointmentSet or OrientationState.Expected && (form.Until is not { } until || until < today || until > today.AddYears(1)))
        {
            refusals.Add(new Refusal(nameof(form.Until), form.To == OrientationState.AppointmentSet ? "Indiquez le jour du rendez-vous, à partir d’aujourd’hui." : "Indiquez jusqu’à quel jour la personne est attendue."));
        }

        PlainText.Check(refusals, nameof(form.Message), form.Message, Orientation.NoteMost);
        return refusals;
    }
}
