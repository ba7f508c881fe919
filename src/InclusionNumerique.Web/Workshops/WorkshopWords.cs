using InclusionNumerique.Workshops;

namespace InclusionNumerique.Web.Workshops;

/// <summary>A session in a few words, and the tone of its badge.</summary>
public static class WorkshopWords
{
    public static string Places(WorkshopSessionRow row, DateTimeOffset now) => row switch
    {
        { State: WorkshopState.Cancelled } => "Annulée",
        { State: WorkshopState.Held, Kind: WorkshopKind.Workshop } => $"{row.Came} {(row.Came > 1 ? "venues" : "venue")} sur {row.Capacity} places",
        { State: WorkshopState.Held } => $"{row.Headcount} {Heads(row.Kind, row.Headcount ?? 0)}",
        _ when row.EndsAt <= now => row.Kind == WorkshopKind.Workshop ? "Émargement à faire" : "Personnes à compter",
        { Kind: not WorkshopKind.Workshop } => "Sans inscription",
        { Free: 0 } => "Complet",
        _ => $"{row.Free} {(row.Free > 1 ? "places libres" : "place libre")} sur {row.Capacity}",
    };

    public static string Tone(WorkshopSessionRow row, DateTimeOffset now) => row switch
    {
        { State: WorkshopState.Cancelled } or { State: WorkshopState.Held } => "off",
        _ when row.EndsAt <= now => "busy",
        { Kind: WorkshopKind.Workshop, Free: > 0 } => "good",
        { Kind: WorkshopKind.Workshop } => "busy",
        _ => "",
    };

    public static string Waiting(int count) => count == 1 ? "1 personne en liste d’attente" : $"{count} personnes en liste d’attente";

    /// <summary>Who a place is, without more than one may say aloud.</summary>
    public static string Place(WorkshopPlaceRow place) => $"Place {place.Number}";

    private static string Heads(WorkshopKind kind, int count) => (kind == WorkshopKind.CollectiveAction ? "personne" : "professionnel") + (count > 1 ? "s" : "");
}
