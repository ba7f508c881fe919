using InclusionNumerique.Appointments;
using InclusionNumerique.Queue;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Orientations;

/// <summary>An orientation as it is sent: what for, where to, how, and what the person agrees to hand over.</summary>
public sealed class OrientationForm
{
    /// <summary>Made by the page.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public TargetKind? Target { get; set; }

    public int? SiteId { get; set; }

    public int? InstitutionId { get; set; }

    public Guid? PartnerId { get; set; }

    public OrientationMode? Mode { get; set; }

    public NeedKind? Need { get; set; }

    public Urgency Urgency { get; set; } = Urgency.None;

    public int? ThemeId { get; set; }

    /// <summary>The person is sent to the self-service terminal of the site's hall: only if autonomous.</summary>
    public bool IsForKiosk { get; set; }

    public Autonomy? Autonomy { get; set; }

    public Guid? VisitorId { get; set; }

    public string? PersonName { get; set; }

    /// <summary>As typed.</summary>
    public string? Phone { get; set; }

    public string? Note { get; set; }

    /// <summary>What the person agrees that the receiver reads.</summary>
    public SharedFacts Shared { get; set; }

    /// <summary>The text was read to the person, who agrees.</summary>
    public bool HasConsent { get; set; }

    public Guid? FromVisitId { get; set; }

    /// <summary>The wrong orientation that this one puts right, with <see cref="WrongReason"/>.</summary>
    public Guid? ParentId { get; set; }

    public OrientationReason? WrongReason { get; set; }

    /// <summary>An appointment at the digital space, booked in the same gesture. Its person is this form's.</summary>
    public BookingForm? Booking { get; set; }

    internal List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        CheckTarget(refusals);
        if (Need is not { } need || !Enum.IsDefined(need))
        {
            refusals.Add(new Refusal(nameof(Need), "Dites de quoi il s’agit."));
        }

        if (!Enum.IsDefined(Urgency))
        {
            refusals.Add(new Refusal(nameof(Urgency), "Choisissez l’urgence dans la liste."));
        }

        if (Mode is not { } mode || !Enum.IsDefined(mode))
        {
            refusals.Add(new Refusal(nameof(Mode), "Dites comment la personne s’y rend : lieu expliqué, rendez-vous pris, ou conduite sur place."));
        }
        else if (Booking is not null && (mode != OrientationMode.AppointmentMade || Target != TargetKind.DigitalSpace || Booking.SiteId != SiteId))
        {
            refusals.Add(new Refusal(nameof(Mode), "Un rendez-vous se prend ici avec l’espace numérique choisi. Choisissez « Rendez-vous pris », ou retirez le créneau."));
        }
        else if (Booking is null && mode == OrientationMode.AppointmentMade && Target == TargetKind.DigitalSpace)
        {
            refusals.Add(new Refusal(nameof(Booking), "Choisissez un créneau, ou une autre façon de s’y rendre."));
        }

        if (IsForKiosk && Autonomy != Visits.Autonomy.Autonomous)
        {
            refusals.Add(new Refusal(nameof(Autonomy), "Seule une personne autonome va à la borne. Orientez-la plutôt vers l’espace numérique."));
        }

        CheckPerson(refusals);
        if ((ParentId is null) != (WrongReason is null) || (WrongReason is { } why && !OrientationRules.ReasonsOf(OrientationState.Redirected).Contains(why)))
        {
            refusals.Add(new Refusal(nameof(WrongReason), "Dites pourquoi l’orientation reçue est à reprendre."));
        }

        return refusals;
    }

    private void CheckTarget(List<Refusal> refusals)
    {
        switch (Target)
        {
            case TargetKind.DigitalSpace when SiteId is null:
                refusals.Add(new Refusal(nameof(SiteId), "Choisissez l’espace numérique."));
                break;
            case TargetKind.HouseService when SiteId is null:
                refusals.Add(new Refusal(nameof(SiteId), "Choisissez le site du service."));
                break;
            case TargetKind.HouseService when InstitutionId is null:
                refusals.Add(new Refusal(nameof(InstitutionId), "Choisissez le service."));
                break;
            case TargetKind.Partner when PartnerId is null:
                refusals.Add(new Refusal(nameof(PartnerId), "Choisissez le partenaire."));
                break;
            case TargetKind.DigitalSpace or TargetKind.HouseService or TargetKind.Partner:
                break;
            default:
                refusals.Add(new Refusal(nameof(Target), "Choisissez vers qui la personne est orientée."));
                break;
        }
    }

    private void CheckPerson(List<Refusal> refusals)
    {
        PlainText.Check(refusals, nameof(PersonName), PersonName, Visitor.NameMost);
        PlainText.Check(refusals, nameof(Note), Note, Orientation.NoteMost);
        if (!string.IsNullOrWhiteSpace(Phone) && PhoneText.ToE164(Phone) is null)
        {
            refusals.Add(new Refusal(nameof(Phone), "Ce numéro n’est pas complet. Exemple : 06 39 98 00 12 ; pour l’étranger, commencez par +."));
        }

        if (Shared != SharedFacts.None && !HasConsent)
        {
            refusals.Add(new Refusal(nameof(HasConsent), "Lisez le texte à la personne et cochez son accord, ou ne transmettez rien : un billet avec un code suffit."));
        }

        if (Shared.HasFlag(SharedFacts.Name) && VisitorId is null && string.IsNullOrWhiteSpace(PersonName))
        {
            refusals.Add(new Refusal(nameof(PersonName), "Écrivez le nom que la personne donne, ou ne cochez pas son nom."));
        }

        if (Shared.HasFlag(SharedFacts.Phone) && string.IsNullOrWhiteSpace(Phone))
        {
            refusals.Add(new Refusal(nameof(Phone), "Écrivez le téléphone, ou ne le cochez pas."));
        }

        // What nobody agreed to is not kept either: a name typed and not shared would lie here for no purpose.
        if (!Shared.HasFlag(SharedFacts.Name) && !string.IsNullOrWhiteSpace(PersonName) && Booking is null)
        {
            refusals.Add(new Refusal(nameof(PersonName), "Sans l’accord de la personne, laissez le nom vide : le billet porte un code."));
        }

        if (!Shared.HasFlag(SharedFacts.Phone) && !string.IsNullOrWhiteSpace(Phone) && Booking is null)
        {
            refusals.Add(new Refusal(nameof(Phone), "Sans l’accord de la personne, laissez le téléphone vide."));
        }

        if (!Shared.HasFlag(SharedFacts.Note) && !string.IsNullOrWhiteSpace(Note))
        {
            refusals.Add(new Refusal(nameof(Note), "Sans l’accord de la personne, n’écrivez rien de plus : le besoin et l’urgence suffisent."));
        }
    }
}
