namespace InclusionNumerique.Workshops;

/// <summary>A session as it is planned, or written down afterwards.</summary>
public sealed class WorkshopSessionForm
{
    /// <summary>The refusal's field when its mediators are expected elsewhere at the same time.</summary>
    public const string OverlapsField = "Overlaps";

    private const int YearsAhead = 2;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The version that the form was filled from; null for a new session.</summary>
    public uint? Version { get; set; }

    public WorkshopKind? Kind { get; set; } = WorkshopKind.Workshop;

    public Guid? WorkshopId { get; set; }

    public string? Title { get; set; }

    public int? SiteId { get; set; }

    public string? Room { get; set; }

    public DateOnly? Day { get; set; }

    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }

    public int? Capacity { get; set; } = Workshop.UsualCapacity;

    public ISet<Guid> MediatorIds { get; } = new HashSet<Guid>();

    public ISet<Guid> PartnerIds { get; } = new HashSet<Guid>();

    /// <summary>The author has read where the mediators are expected, and goes on.</summary>
    public bool IsConfirmed { get; set; }

    internal bool IsWorkshop => Kind == WorkshopKind.Workshop;

    internal List<Refusal> Check(DateOnly today)
    {
        var refusals = new List<Refusal>();
        if (Kind is not { } kind || !Enum.IsDefined(kind))
        {
            refusals.Add(new Refusal(nameof(Kind), "Choisissez le genre de séance."));
        }

        if (IsWorkshop && WorkshopId is null)
        {
            refusals.Add(new Refusal(nameof(WorkshopId), "Choisissez l’atelier. S’il manque, ajoutez d’abord sa série."));
        }

        if (!IsWorkshop)
        {
            PlainText.Require(refusals, nameof(Title), Title, WorkshopSession.TitleMost, "Indiquez de quoi il s’agit (exemple : Café numérique au marché).");
        }

        PlainText.Check(refusals, nameof(Room), Room, WorkshopSession.RoomMost);
        if (SiteId is null)
        {
            refusals.Add(new Refusal(nameof(SiteId), "Choisissez le site."));
        }

        if (IsWorkshop && Capacity is not (>= 1 and <= Workshop.CapacityMost))
        {
            refusals.Add(new Refusal(nameof(Capacity), $"De 1 à {Workshop.CapacityMost} places."));
        }

        if (MediatorIds.Count == 0)
        {
            refusals.Add(new Refusal(nameof(MediatorIds), "Choisissez au moins une personne pour l’animer."));
        }

        if (Kind == WorkshopKind.CollectiveAction && PartnerIds.Count == 0)
        {
            refusals.Add(new Refusal(nameof(PartnerIds), "Une action collective se fait avec un partenaire : choisissez-le."));
        }

        CheckWhen(refusals, today);
        return refusals;
    }

    private void CheckWhen(List<Refusal> refusals, DateOnly today)
    {
        if (Day is not { } day || day < today.AddYears(-1) || day > today.AddYears(YearsAhead))
        {
            refusals.Add(new Refusal(nameof(Day), "Indiquez le jour, de l’année passée aux deux ans à venir."));
        }

        if (StartsAt is null)
        {
            refusals.Add(new Refusal(nameof(StartsAt), "Indiquez l’heure du début. Exemple : 14:00"));
        }

        if (EndsAt is null || EndsAt <= StartsAt || EndsAt - StartsAt > TimeSpan.FromHours(12))
        {
            refusals.Add(new Refusal(nameof(EndsAt), "Indiquez l’heure de la fin, après le début, le même jour."));
        }
    }
}
