namespace InclusionNumerique.Dashboards;

/// <summary>The parts of what the house counts, in the order of the page; a report holds some of them. Each number is stored: a new part takes a new one.</summary>
public enum FigurePart : short
{
    Essentials = 1,
    Attendance = 2,
    Waiting = 3,
    Appointments = 4,
    Orientations = 5,
    Requests = 6,
    Help = 7,
    Outcomes = 8,
    Publics = 9,
    Trainings = 10,
    Workshops = 11,
    HiddenWork = 12,
    Incidents = 13,
    Autonomy = 14,
}

public static class FigureParts
{
    public static string Label(this FigurePart part) => part switch
    {
        FigurePart.Essentials => "L’essentiel",
        FigurePart.Attendance => "Fréquentation",
        FigurePart.Waiting => "Attente et accueil",
        FigurePart.Appointments => "Rendez-vous",
        FigurePart.Orientations => "Orientations",
        FigurePart.Requests => "Demandes",
        FigurePart.Help => "Accompagnement",
        FigurePart.Outcomes => "Issues",
        FigurePart.Publics => "Publics",
        FigurePart.Trainings => "Formations des professionnels",
        FigurePart.Workshops => "Ateliers",
        FigurePart.HiddenWork => "Travail hors médiation",
        FigurePart.Autonomy => "Autonomie et progrès",
        _ => "Incidents",
    };
}
