namespace InclusionNumerique.Workstations;

/// <summary>The house's words on screen for the computers of a digital space.</summary>
public static class WorkstationTexts
{
    public static string Label(this WorkstationKind kind) => kind switch
    {
        WorkstationKind.Fixed => "Ordinateur fixe",
        WorkstationKind.Laptop => "Ordinateur portable",
        WorkstationKind.Tablet => "Tablette",
        _ => "",
    };
}
