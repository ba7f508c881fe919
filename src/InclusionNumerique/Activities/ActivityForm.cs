namespace InclusionNumerique.Activities;

/// <summary>What one did, for which site, and how long.</summary>
public sealed class ActivityForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The version that a correction was filled from.</summary>
    public uint Version { get; set; }

    public int? TypeId { get; set; }

    public int SiteId { get; set; }

    public int? Minutes { get; set; }

    /// <summary>Null: it has just ended.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>Local time of the start; required with <see cref="Day"/>.</summary>
    public TimeOnly? Time { get; set; }

    internal List<Refusal> Check(DateTimeOffset now, bool needsDay = false)
    {
        var refusals = new List<Refusal>();
        if (TypeId is null)
        {
            refusals.Add(new Refusal(nameof(TypeId), "Choisissez ce que vous avez fait."));
        }

        if (Minutes is null or < 1 or > Activity.MinutesMost)
        {
            refusals.Add(new Refusal(nameof(Minutes), Minutes is null ? "Indiquez la durée." : "La durée va de 1 minute à 12 heures."));
        }

        if (Day is null && needsDay)
        {
            refusals.Add(new Refusal(nameof(Day), "Indiquez le jour."));
        }
        else if (Day is { } day && Time is null)
        {
            refusals.Add(new Refusal(nameof(Time), "Indiquez l’heure de début (exemple : 9:30)."));
        }
        else if (Day is not null && (Day.Value.Year is < 2018 or > 2200 || EndsAt() > now))
        {
            refusals.Add(new Refusal(nameof(Day), "Ce travail n’est pas encore fini. Indiquez le jour, l’heure de début et la durée de ce qui est fait."));
        }

        return refusals;
    }

    internal DateTimeOffset StartsAt() => ParisTime.At(Day!.Value, Time ?? TimeOnly.MinValue);

    private DateTimeOffset EndsAt() => StartsAt().AddMinutes(Math.Clamp(Minutes ?? 0, 0, Activity.MinutesMost));
}
