namespace InclusionNumerique.Visitors;

/// <summary>The house's words on screen for a person's file.</summary>
public static class VisitorTexts
{
    public static string Label(this FollowUpKind kind) => kind switch
    {
        FollowUpKind.CallBack => "Rappeler",
        FollowUpKind.DocumentAwaited => "Document attendu",
        FollowUpKind.CheckOnline => "Vérifier en ligne",
        FollowUpKind.Other => "Autre",
        _ => "",
    };

    public static string Label(this RightsCheckupState state) => state switch
    {
        RightsCheckupState.ToDo => "À faire",
        RightsCheckupState.Done => "Fait",
        RightsCheckupState.Refused => "Refusé par la personne",
        _ => "",
    };
}
