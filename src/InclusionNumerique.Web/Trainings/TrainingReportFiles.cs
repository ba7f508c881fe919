using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Trainings;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Web.Ui;

namespace InclusionNumerique.Web.Trainings;

/// <summary>The report as files: one sheet or one block of lines per table, and the printed page.</summary>
public static class TrainingReportFiles
{
    public const string Page = "/formations/rapport";

    public const string Export = "/formations/rapport/export";

    public const string Pdf = "/formations/rapport/pdf";

    private static readonly string[] GroupHead = ["Formation", "Groupe", "Concernées", "Invitées", "Inscrites", "Venues", "Formées à ce jour", "Reste"];

    public static void MapTrainingReport(this WebApplication app)
    {
        app.MapGet(Export, ExportAsync).RequireAuthorization("TrainingReportPage");
        app.MapGet(Pdf, PrintAsync).RequireAuthorization("TrainingReportPage");
    }

    /// <summary>The period of the address; without one, this year.</summary>
    public static FigureFilter Asked(string? year, string? span, string? day, string? from, string? to, DateOnly today) => Number.Read(year) is { } asked and > 0 and < 9999
        ? FigureAddress.Read(null, null, $"{asked:0000}-01-01", $"{asked:0000}-12-31", null, null, today)
        : FigureAddress.Read(span ?? "annee", day, from, to, null, null, today);

    private static async Task<IResult> ExportAsync(HttpContext http, ActorLoader actors, TrainingReportQueries queries, TimeProvider clock) =>
        await ReadAsync(http, actors, queries, clock) is { } report
            ? FigureDownload.File(http, FigureDownload.NameOf("rapport-formations", report.Period), FigureDownload.Head("Rapport des formations", report.Period), Sheets(report))
            : TypedResults.NotFound();

    private static async Task<IResult> PrintAsync(HttpContext http, ActorLoader actors, TrainingReportQueries queries, PagePdf pdf, TimeProvider clock) =>
        await ReadAsync(http, actors, queries, clock) is { } report
            ? PdfAnswer.Of(await pdf.PrintAsync<ReportPaper>($"Rapport des formations, {FigureTexts.Range(report.Period.From, report.Period.To)}", new() { ["Report"] = report, ["Today"] = clock.Today() }, http.RequestAborted), FigureDownload.NameOf("rapport-formations", report.Period))
            : TypedResults.NotFound();

    private static async Task<TrainingReport?> ReadAsync(HttpContext http, ActorLoader actors, TrainingReportQueries queries, TimeProvider clock)
    {
        string? Said(string key) => http.Request.Query[key].FirstOrDefault();
        var filter = Asked(Said("annee"), Said("periode"), Said("le"), Said("du"), Said("au"), clock.Today());
        return await queries.ReportAsync(filter.Period, await FigureDownload.ActorAsync(http, actors), http.RequestAborted);
    }

    private static FigureSheet[] Sheets(TrainingReport report) =>
    [
        new("Formations", ["Formation", "Sessions tenues", "Annulées", "À venir", "Places libres", "Concernées", "Invitées", "Inscrites", "Venues", "Hors public venues", "Formées à ce jour", "Reste", "Obligatoire pour", "Obligatoire, reste"],
            [.. report.Modules.Select(m => (object?[])[m.Module, m.Held, m.Cancelled, m.ToCome, m.SeatsToCome, .. People(m)])]),
        Groups("Par institution", report, p => p.Institutions),
        Groups("Par mission", report, p => p.Missions),
        Groups("Par site", report, p => p.Sites),
        new("Avant et après", ["Formation", "Mesure", "Personnes", "Avant", "Après", "Différence", "Intervalle bas", "Intervalle haut", "d", "p (t)", "p (rangs)"],
            [.. report.Effects.SelectMany(e => e.Kinds, (e, k) => new object?[] { e.Module, k.Label, k.Pairs, k.Change?.MeanBefore, k.Change?.MeanAfter, k.Change?.Difference, k.Change?.Low, k.Change?.High, k.Change?.EffectSize, k.Change?.P, k.Change?.Wilcoxon?.P })]),
        new("Limites", ["À lire avec les différences"], [.. EffectWords.Limits.Select(l => new object?[] { l })]),
    ];

    private static object?[] People(ReportedModule module) => module.People is { Total: var t } people
        ? [t.Concerned, t.Invited, t.Registered, t.Came, Told(module.OtherCame), t.Trained, t.Left, people.Compulsory, Told(people.CompulsoryLeft)]
        : [ReportWords.Few(null), null, null, null, null, null, null, null, null];

    private static object Told(int? count) => count is { } told ? told : ReportWords.Few(null);

    private static FigureSheet Groups(string name, TrainingReport report, Func<ReportedPeople, IReadOnlyList<CoverageRow>> rows) => new(
        name, GroupHead,
        [.. report.Modules.Select(m => (m.Module, m.People)).Prepend((Module: "Toutes", People: report.All)).Where(m => m.People is not null)
            .SelectMany(m => rows(m.People!), (m, r) => new object?[] { m.Module, r.Group, r.Concerned, r.Invited, r.Registered, r.Came, r.Trained, r.Left })]);
}
