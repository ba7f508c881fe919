using System.Net.Mail;

namespace InclusionNumerique.Appointments;

/// <summary>An appointment as it is booked: where, when, with whom, and for whom.</summary>
public sealed class BookingForm
{
    /// <summary>Made by the page; the held slot's, where there is one.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public int SiteId { get; set; }

    public Guid MediatorId { get; set; }

    public int ReasonId { get; set; }

    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>Null: the reason's.</summary>
    public int? Minutes { get; set; }

    public Guid? VisitorId { get; set; }

    /// <summary>Required without a file.</summary>
    public string? Label { get; set; }

    /// <summary>As typed.</summary>
    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>The person agrees to messages.</summary>
    public bool IsReminded { get; set; } = true;

    public bool WantsEarlier { get; set; }

    /// <summary>Deliberately over another appointment; needs a reason.</summary>
    public bool IsOverbooking { get; set; }

    public string? OverbookingReason { get; set; }

    /// <summary>The author knows that the person has another appointment then.</summary>
    public bool IsClashConfirmed { get; set; }

    internal List<Refusal> Check(DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        CheckMoment(refusals, now);
        CheckPerson(refusals);
        if (IsOverbooking)
        {
            PlainText.Require(refusals, nameof(OverbookingReason), OverbookingReason, Appointment.ReasonMost, "Dites pourquoi ce rendez-vous passe en surnombre (exemple : droit coupé demain).");
        }

        return refusals;
    }

    private void CheckMoment(List<Refusal> refusals, DateTimeOffset now)
    {
        if (MediatorId == Guid.Empty)
        {
            refusals.Add(new Refusal(nameof(MediatorId), "Choisissez avec qui."));
        }

        if (StartsAt is not { } start)
        {
            refusals.Add(new Refusal(nameof(StartsAt), "Choisissez un jour et une heure."));
        }
        else if (start < now.AddMinutes(-5))
        {
            refusals.Add(new Refusal(nameof(StartsAt), "Cette heure est passée : choisissez un créneau à venir."));
        }
        else if (start > now.AddYears(1))
        {
            refusals.Add(new Refusal(nameof(StartsAt), "Un rendez-vous se prend au plus un an à l’avance."));
        }

        if (Minutes is < AppointmentReason.MinutesLeast or > AppointmentReason.MinutesMost)
        {
            refusals.Add(new Refusal(nameof(Minutes), $"Une durée entre {AppointmentReason.MinutesLeast} et {AppointmentReason.MinutesMost} minutes."));
        }
    }

    private void CheckPerson(List<Refusal> refusals)
    {
        if (VisitorId is null)
        {
            PlainText.Require(refusals, nameof(Label), Label, Appointment.LabelMost, "Notez un prénom ou un repère pour reconnaître la personne (exemple : dame au carnet rouge).");
        }

        if (!string.IsNullOrWhiteSpace(Phone) && PhoneText.ToE164(Phone) is null)
        {
            refusals.Add(new Refusal(nameof(Phone), "Ce numéro n’est pas complet. Exemple : 06 39 98 00 12 ; pour l’étranger, commencez par +."));
        }

        if (!string.IsNullOrWhiteSpace(Email) && !IsEmail(Email.Trim()))
        {
            refusals.Add(new Refusal(nameof(Email), "Cette adresse n’est pas complète. Exemple : prenom@exemple.fr."));
        }
    }

    private static bool IsEmail(string text) =>
        text.Length <= Appointment.EmailMost && text.All(c => c is > ' ' and not ('<' or '>' or ',' or ';' or '"' or '\u007F')) && MailAddress.TryCreate(text, out var address) && address.Host.Contains('.');
}
