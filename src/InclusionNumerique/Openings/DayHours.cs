using InclusionNumerique.Access;

namespace InclusionNumerique.Openings;

/// <summary>Days as people write them in a form: whole ones, unless hours are given.</summary>
public sealed class DayHours
{
    public const int DaysMost = 366;

    public DateOnly? FromDay { get; set; }

    /// <summary>Null: from the morning on.</summary>
    public TimeOnly? FromTime { get; set; }

    /// <summary>Included; null: the same day.</summary>
    public DateOnly? ToDay { get; set; }

    /// <summary>Null: until the evening.</summary>
    public TimeOnly? ToTime { get; set; }

    internal void Check(List<Refusal> refusals, DateOnly today)
    {
        if (FromDay is not { } first || first < today || first > today.AddYears(SaveOpeningRule.YearsAheadMost))
        {
            refusals.Add(new Refusal(nameof(FromDay), "Indiquez le premier jour : aujourd’hui, ou plus tard dans les deux ans."));
        }
        else if (ToDay is { } last && (last < first || last > first.AddDays(DaysMost)))
        {
            refusals.Add(new Refusal(nameof(ToDay), "Le dernier jour vient après le premier, dans l’année."));
        }
        else if (Period() is var (from, to) && from >= to)
        {
            refusals.Add(new Refusal(nameof(ToTime), "La fin vient après le début."));
        }
    }

    internal (DateTimeOffset From, DateTimeOffset To) Period() => (
        ParisTime.At(FromDay!.Value, FromTime ?? TimeOnly.MinValue),
        ToTime is { } time ? ParisTime.At(ToDay ?? FromDay.Value, time) : ParisTime.StartOf((ToDay ?? FromDay.Value).AddDays(1)));
}

internal static class AbsenceRight
{
    /// <summary>An absence has no site: mediators note their own, the coordinator everybody's.</summary>
    public static bool MayForAbsence(this Actor actor, string verb, Guid? mediatorId) =>
        actor.ReachOf(verb) == Reach.All || (actor.ReachOf(verb) == Reach.Own && (mediatorId is null || mediatorId == actor.Id));
}
