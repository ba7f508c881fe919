using System.Globalization;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Reports;
using InclusionNumerique.Web.Activities;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Web.Incidents;
using InclusionNumerique.Web.Trainings;
using InclusionNumerique.Web.Visitors;
using InclusionNumerique.Web.Workshops;

namespace InclusionNumerique.Web.Reports;

/// <summary>The tables of a report, section by section: a sheet of its workbook each, with the same counts hidden as on its pages.</summary>
internal static class ReportSheets
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private static readonly string[] Head = ["Ligne", "Unité", "Nombre", "Part (%)", "Avant", "Évolution (%)"];

    public static IReadOnlyList<FigureSheet> Of(ReportFacts facts, FigurePart part) => part switch
    {
        FigurePart.Trainings => OfTrainings(facts),
        FigurePart.Workshops => facts.Workshops is { IsEmpty: false } workshops ? Named("Ateliers", WorkshopExport.Sheets(workshops)) : [],
        FigurePart.HiddenWork => facts.HiddenWork is { IsEmpty: false } work ? Named("Hors médiation", HiddenWorkExport.Sheets(work)) : [],
        FigurePart.Autonomy => facts.Autonomy is { IsEmpty: false } autonomy ? Named("Autonomie", AutonomyExport.Sheets(autonomy)) : [],
        FigurePart.Incidents => facts.Incidents is { IsEmpty: false } incidents ? Named("Incidents", IncidentExport.Sheets(incidents)) : [],
        _ => facts.Figures is { IsEmpty: false, IsTooSmall: false } figures ? OfFigures(figures, part) : [],
    };

    /// <summary>Every row of every table as a line of words, by which a figure is found again.</summary>
    public static string Lines(IEnumerable<FigureSheet> sheets) =>
        string.Join('\n', sheets.SelectMany(s => s.Rows, (s, row) => $"{s.Name} : {string.Join(" · ", row.Select(c => Convert.ToString(c, French)).Where(c => !string.IsNullOrEmpty(c)))}".ReplaceLineEndings(" ")));

    private static IReadOnlyList<FigureSheet> OfFigures(FigureReport report, FigurePart part)
    {
        List<string[]> lines = [];
        foreach (var id in FigureTables.Of(part))
        {
            FigureCsv.Table(report.Tables[id], lines.Add);
        }

        switch (part)
        {
            case FigurePart.Essentials:
                FigureCsv.Totals(report, lines.Add);
                break;
            case FigurePart.Attendance:
                FigureCsv.Attendance(report, lines.Add);
                break;
            case FigurePart.Waiting:
                WaitingCsv.Write(report.Waiting, report.Step, lines.Add);
                break;
            case FigurePart.Appointments when report.IsWhole:
                report.Appointments.Tables.ToList().ForEach(t => FigureCsv.Table(t, lines.Add));
                AppointmentCsv.Write(report.Appointments, report.Step, lines.Add);
                break;
            case FigurePart.Orientations when report.IsWhole:
                report.Orientations.Tables.ToList().ForEach(t => FigureCsv.Table(t, lines.Add));
                OrientationCsv.Write(report.Orientations, lines.Add);
                break;
        }

        return [.. lines.GroupBy(l => l[0]).Select(g => new FigureSheet(g.Key, Head, [.. g.Select(l => l[1..].Select((cell, i) => i < 2 ? cell : Cell(cell)).ToArray())]))];
    }

    // A number as a number: a workbook is to be reckoned with.
    private static object? Cell(string text) => text switch
    {
        "" => null,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, French, out var number) => number,
        _ => text,
    };

    private static IReadOnlyList<FigureSheet> OfTrainings(ReportFacts facts)
    {
        if (facts.Trainings is not { Held: > 0 } totals)
        {
            return [];
        }

        var all = new FigureSheet("Formations", ["Ligne", "Nombre"], [["Sessions tenues", totals.Held], ["Professionnels venus", Told(totals.Came)]]);
        return facts.TrainingModules is not { } report
            ? [all]
            :
            [
                all,
                new("Formation par formation", ["Formation", "Sessions tenues", "Concernés", "Venus sur la période", "Formés à ce jour"],
                    [.. report.Modules.Where(m => m.Held > 0).Select(m => m.People is { Total: var t } ? new object?[] { m.Module, m.Held, t.Concerned, t.Came, t.Trained } : [m.Module, m.Held, ReportWords.Few(null), null, null])]),
            ];
    }

    // Several sections have a table by site.
    private static FigureSheet[] Named(string section, FigureSheet[] sheets) =>
        [.. sheets.Select(s => s with { Name = s.Name == section ? $"{section}, ensemble" : $"{section}, {char.ToLower(s.Name[0], French)}{s.Name[1..]}" })];

    private static object Told(int? count) => count is { } told ? told : ReportWords.Few(null);
}
