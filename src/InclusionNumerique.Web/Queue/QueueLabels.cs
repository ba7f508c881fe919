using InclusionNumerique.Appointments;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Queue;

/// <summary>What the board says of a row, in words.</summary>
public static class QueueLabels
{
    /// <summary>What the person came for; empty when nobody asked.</summary>
    public static string Need(BoardRow row) => row.Triage is { } triage
        ? string.Join(" · ", new[] { triage.Theme ?? triage.Need?.Label(), triage.Autonomy is { } autonomy ? $"Seule : {autonomy.AloneLabel().ToLowerInvariant()}" : null }.Where(word => word is not null))
        : row.Appointment?.Reason ?? "";

    /// <summary>Why the person stands where they stand in the queue.</summary>
    public static string Place(BoardRow row) => (row.Rank, row.Priority) switch
    {
        (1, _) => $"Passe devant : {row.UrgentReason}",
        (2, Priority.WalkIn) => "Attend depuis plus de 45 min",
        (2, _) => row.Appointment is { } due ? $"Rendez-vous de {FrenchTime.Hour(due.StartsAt)}" : "Rendez-vous",
        (4, _) => row.Appointment is { } later ? $"Rendez-vous à {FrenchTime.Hour(later.StartsAt)}, pas encore l’heure" : "Rendez-vous, pas encore l’heure",
        _ => "",
    };

    /// <summary>What else to know before calling.</summary>
    public static IEnumerable<string> Notes(BoardRow row)
    {
        if (row.WantedMediator is { } wanted)
        {
            yield return row.IsWantedByActor ? "Pour vous" : $"Pour {wanted}";
        }

        if (row.Calls > 0)
        {
            yield return row.Calls == 1 ? "Appelée une fois en vain" : $"Appelée {row.Calls} fois en vain";
        }

        if (row.Origin is not (Origin.WalkIn or Origin.Appointment))
        {
            yield return row.Origin.Label();
        }

        if (row.Facts.IsFirstVisit == true)
        {
            yield return "Première visite";
        }
    }

    public static string Of(WaitEstimate estimate) => estimate.To < 60 ? $"de {estimate.From} à {estimate.To} min" : $"de {VisitTexts.Duration(estimate.From)} à {VisitTexts.Duration(estimate.To)}";

    public static string Doing(BoardRow row) => row.State switch
    {
        VisitState.Called => "appelée",
        VisitState.Paused => "en pause",
        _ => "avec",
    };

    public static string Gone(BoardRow row) => row.State switch
    {
        VisitState.SentElsewhere when row.Triage is { } triage => $"Dirigée : {triage.Decision.Label()}",
        var state => state.Label(),
    };

    /// <summary>Minutes from then to now, in words.</summary>
    public static string Since(DateTimeOffset then, DateTimeOffset now) => VisitTexts.Duration(Math.Max(0, (int)(now - then).TotalMinutes));
}
