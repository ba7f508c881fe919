namespace InclusionNumerique.Inventory;

/// <summary>The house's words on screen for things and their loans.</summary>
public static class EquipmentTexts
{
    public static string Label(this EquipmentKind kind) => kind switch
    {
        EquipmentKind.Laptop => "Ordinateur portable",
        EquipmentKind.Tablet => "Tablette",
        EquipmentKind.Printer => "Imprimante",
        EquipmentKind.Scanner => "Scanner",
        EquipmentKind.Projector => "Vidéoprojecteur",
        EquipmentKind.Hotspot => "Clé 4G",
        EquipmentKind.Other => "Autre",
        _ => "",
    };

    public static string Label(this EquipmentState state) => state switch
    {
        EquipmentState.InService => "En service",
        EquipmentState.Down => "En panne",
        EquipmentState.InRepair => "En réparation",
        EquipmentState.Lost => "Perdu",
        EquipmentState.Retired => "Réformé",
        _ => "",
    };

    public static string Label(this LoanState state) => state switch
    {
        LoanState.Reserved => "Réservé",
        LoanState.Lent => "Prêté",
        LoanState.Returned => "Rendu",
        LoanState.Cancelled => "Annulé",
        _ => "",
    };

    /// <summary>"jusqu’au mar. 24 nov. à 12 h"; the end of a day is said by that day.</summary>
    public static string Until(DateTimeOffset end) => end.ToParis().TimeOfDay == TimeSpan.Zero
        ? $"jusqu’au {FrenchTime.Day(end.AddMinutes(-1))} au soir"
        : $"jusqu’au {FrenchTime.Day(end)} à {FrenchTime.Hour(end)}";

    internal static Outcome StillOut { get; } = Outcome.Refused("", "Cet équipement n’est pas encore revenu du prêt précédent. Notez d’abord son retour.");
}
