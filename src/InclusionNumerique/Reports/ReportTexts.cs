using System.Globalization;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Reports;

/// <summary>What each kind of report is, and the words for it.</summary>
public static class ReportTexts
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Label(this ReportKind kind) => kind switch
    {
        ReportKind.Monthly => "Rapport mensuel",
        ReportKind.Annual => "Rapport annuel",
        ReportKind.SteeringGroup => "Comité de pilotage",
        ReportKind.Feder => "Bilan FEDER",
        ReportKind.Caf => "Bilan pour la CAF",
        ReportKind.Ccas => "Bilan pour le CCAS",
        _ => "Bilan pour le Département",
    };

    /// <summary>What its reader looks for.</summary>
    public static string Reader(this ReportKind kind) => kind switch
    {
        ReportKind.Monthly => "Pour l’équipe et les espaces sociaux : combien de personnes, à quelles heures, et où l’on attend.",
        ReportKind.Annual => "Pour tous les partenaires : une année entière, ce qu’elle a apporté et ce qui reste à faire.",
        ReportKind.SteeringGroup => "Pour décider : l’évolution sur le trimestre, l’attente, les orientations, le travail que l’on ne voit pas.",
        ReportKind.Feder => "Pour l’Union européenne : les publics reçus, les ateliers et les formations, avec la source de chaque nombre.",
        ReportKind.Caf => "Pour la CAF : les demandes qui la concernent, leur issue, et ce qui bloque.",
        ReportKind.Ccas => "Pour le CCAS : les publics de chaque site, les orientations reçues et données.",
        _ => "Pour le Département : les publics suivis, l’accompagnement et la formation des professionnels.",
    };

    /// <summary>Of one that issues itself.</summary>
    public static string When(this ReportKind kind) => kind.Span() switch
    {
        FigureSpan.Month => "Chaque mois, pour le mois qui vient de finir.",
        FigureSpan.Quarter => "En janvier, avril, juillet et octobre, pour le trimestre qui vient de finir.",
        _ => "Chaque janvier, pour l’année qui vient de finir.",
    };

    /// <summary>Read by the team alone: any period, and each page's masks. The others go beyond it (decision 28).</summary>
    public static bool IsForTeam(this ReportKind kind) => kind == ReportKind.Monthly;

    internal const string OutsidePeriods =
        "Ce rapport sort de l’équipe. Choisissez, pour tous les sites, un mois ou un trimestre d’un trimestre terminé, ou une année terminée ; pour un site, une année terminée.";

    /// <summary>The span that it is about.</summary>
    public static FigureSpan Span(this ReportKind kind) => kind switch
    {
        ReportKind.Monthly => FigureSpan.Month,
        ReportKind.SteeringGroup => FigureSpan.Quarter,
        _ => FigureSpan.Year,
    };

    /// <summary>Those that a new one holds; the others are at hand in the draft.</summary>
    public static IReadOnlyList<FigurePart> Parts(this ReportKind kind) => kind switch
    {
        ReportKind.Monthly => [FigurePart.Essentials, FigurePart.Attendance, FigurePart.Waiting, FigurePart.Requests, FigurePart.Outcomes, FigurePart.Incidents],
        ReportKind.Annual => [.. Enum.GetValues<FigurePart>()],
        ReportKind.SteeringGroup => [FigurePart.Essentials, FigurePart.Attendance, FigurePart.Waiting, FigurePart.Orientations, FigurePart.Requests, FigurePart.Outcomes, FigurePart.Publics, FigurePart.HiddenWork],
        ReportKind.Feder => [FigurePart.Essentials, FigurePart.Attendance, FigurePart.Publics, FigurePart.Help, FigurePart.Workshops, FigurePart.Trainings],
        ReportKind.Caf => [FigurePart.Essentials, FigurePart.Requests, FigurePart.Help, FigurePart.Outcomes, FigurePart.Publics],
        ReportKind.Ccas => [FigurePart.Essentials, FigurePart.Attendance, FigurePart.Orientations, FigurePart.Requests, FigurePart.Publics],
        _ => [FigurePart.Essentials, FigurePart.Publics, FigurePart.Requests, FigurePart.Help, FigurePart.Outcomes, FigurePart.Trainings],
    };

    public static string Label(this ReportStep step) => step switch
    {
        ReportStep.Figures => "Calcul des chiffres",
        ReportStep.Pages => "Mise en page",
        ReportStep.Pdf => "Impression du PDF",
        ReportStep.Workbook => "Écriture du classeur",
        _ => "En attente",
    };

    /// <summary>"Rapport mensuel, octobre 2026".</summary>
    public static string Title(this ReportKind kind, FigurePeriod period) => $"{kind.Label()}, {Of(period)}";

    /// <summary>All parts, those that the kind holds first.</summary>
    public static IReadOnlyList<ReportSection> Sections(this ReportKind kind)
    {
        var parts = kind.Parts();
        return [.. parts.Select(p => new ReportSection(p)), .. Enum.GetValues<FigurePart>().Except(parts).Select(p => new ReportSection(p, IsLeftOut: true))];
    }

    /// <summary>With the parts that the product did not have yet when the report was written, left out.</summary>
    public static IReadOnlyList<ReportSection> Whole(IReadOnlyList<ReportSection> sections) =>
        [.. sections, .. Enum.GetValues<FigurePart>().Except(sections.Select(s => s.Part)).Select(p => new ReportSection(p, IsLeftOut: true))];

    /// <summary>Those that the report holds.</summary>
    public static IReadOnlyList<ReportSection> Shown(this IEnumerable<ReportSection> sections) => [.. sections.Where(s => !s.IsLeftOut)];

    /// <summary>"octobre 2026", "3e trimestre 2026", "année 2026", "du 1er au 24 novembre 2026".</summary>
    public static string Of(FigurePeriod period)
    {
        var (from, to) = (period.From, period.To);
        var isWhole = from.Day == 1 && to.AddDays(1).Day == 1;
        return (to.Month - from.Month + (12 * (to.Year - from.Year)) + 1) switch
        {
            1 when isWhole => from.ToString("MMMM yyyy", French),
            3 when isWhole && from.Month % 3 == 1 => $"{from.Month switch { 1 => "1er", 4 => "2e", 7 => "3e", _ => "4e" }} trimestre {from.Year}",
            12 when isWhole && from.Month == 1 => $"année {from.Year}",
            _ => $"du {FrenchTime.ShortDay(from)} {from.Year} au {FrenchTime.ShortDay(to)} {to.Year}",
        };
    }
}
